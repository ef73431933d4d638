import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import { llmId } from '../domain/ids.js';
import type { CheckedAnswer } from './check-record.js';
import { checkRecord } from './check-record.js';
import type { DataFile } from './data-files.js';
import type { BadRow, ScoreRule } from './formats/import-format.js';
import type { FileTally } from './import-report.js';
import type { ResponseRow } from './ports.js';
import { readBytes } from './source-file.js';

const BATCH_ROWS = 2048;

export interface ReadSettings {
  readonly onBadRow: 'fail' | 'skip';
  readonly scoreRule: 'auto' | ScoreRule;
  readonly llmNames: ReadonlyMap<string, LlmId> | null;
  readonly unknownLlms: 'accept' | 'skip' | 'fail';
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (bytes: number) => void;
}

/** The usable rows of one file in batches; counts go to `tally`. Throws IMPORT_BAD_ROW, FILE_UNREADABLE, CANCELLED. */
export async function* readDataFile(
  file: DataFile,
  settings: ReadSettings,
  tally: FileTally,
): AsyncGenerator<readonly ResponseRow[]> {
  const answers = checkedAnswers(file, settings, tally);
  const choose = file.format.chooseScoreRule?.bind(file.format);
  if (settings.scoreRule !== 'auto' || !choose) {
    tally.scoreRule = settings.scoreRule === 'auto' ? 'as-is' : settings.scoreRule;
    for await (const batch of answers) yield toRows(batch, file, settings, tally);
    return;
  }
  // Which rule is right shows only in all scores of the file, so its answers wait here.
  const held: CheckedAnswer[] = [];
  for await (const batch of answers) for (const answer of batch) held.push(answer);
  tally.scoreRule = choose(held.map((answer) => answer.performance));
  for (let at = 0; at < held.length; at += BATCH_ROWS) {
    yield toRows(held.slice(at, at + BATCH_ROWS), file, settings, tally);
  }
}

async function* checkedAnswers(
  file: DataFile,
  settings: ReadSettings,
  tally: FileTally,
): AsyncGenerator<readonly CheckedAnswer[]> {
  const reject = (bad: BadRow) => {
    tally.addBad(bad);
    if (!bad.fatal && settings.onBadRow === 'skip') return;
    throw new ThetaError('IMPORT_BAD_ROW', `${file.path}:${bad.line}: ${bad.reason}.`, {
      hint: bad.fatal
        ? 'The file is damaged from there on; mend it.'
        : 'Mend the row, or import with bad rows skipped.',
    });
  };
  for await (const batch of file.format.read(readBytes(file.path, settings.onBytes, settings.signal))) {
    const good: CheckedAnswer[] = [];
    for (const record of batch) {
      if ('reason' in record) {
        reject(record);
        continue;
      }
      const { answers, bad } = checkRecord(record, tally.texts);
      bad.forEach(reject);
      good.push(...answers);
    }
    yield good;
  }
}

function toRows(
  answers: readonly CheckedAnswer[],
  file: DataFile,
  { llmNames, unknownLlms }: ReadSettings,
  tally: FileTally,
): readonly ResponseRow[] {
  const rows: ResponseRow[] = [];
  for (const { text, task, reference, llm: name, performance, cost, inputTokens, outputTokens } of answers) {
    const known = llmNames === null ? llmId(name) : llmNames.get(name.toLowerCase());
    if (known === undefined) {
      tally.addUnknown(name);
      if (unknownLlms !== 'accept') continue;
    }
    tally.texts.add(text);
    rows.push({
      text,
      task: task ?? file.task,
      llm: known ?? llmId(name),
      performance: tally.scoreRule === 'above-zero' ? Number(performance > 0) : performance,
      cost,
      inputTokens,
      outputTokens,
      ...(reference && { reference }),
    });
  }
  tally.rows += rows.length;
  return rows;
}
