import type { ThetaError } from '../domain/errors.js';
import type { Reference } from '../domain/graders.js';
import { checkQueryText } from '../domain/query-text.js';
import { checkReference } from './check-reference.js';
import type { BadRow, RawAnswer, RawRecord } from './formats/import-format.js';

// Published data hold stray ones (RouterBench has U+0002 for a lost symbol). U+0000 stays a fault: it means binary data.
// eslint-disable-next-line no-control-regex
const STRAY_CONTROLS = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** One answer whose values are fit for use; the LLM goes by the file's own name. */
export interface CheckedAnswer {
  readonly line: number;
  readonly text: string;
  readonly task: string | null;
  readonly reference: Reference | null;
  readonly llm: string;
  readonly performance: number;
  readonly cost: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

/**
 * Checks one record of a file. A bad query makes one bad row, a bad answer one of its own: the good answers beside it are
 * kept. A query may be of any length; a stray control character in it becomes a space, so that the text is one that a client
 * may send. `fine` holds texts that passed before and need no second look.
 */
export function checkRecord(
  record: RawRecord,
  fine: ReadonlySet<string>,
): { readonly answers: readonly CheckedAnswer[]; readonly bad: readonly BadRow[] } {
  const { line } = record;
  if (typeof record.text !== 'string') return { answers: [], bad: [{ line, reason: 'the query is missing' }] };
  const text = fine.has(record.text) ? record.text : record.text.replace(STRAY_CONTROLS, ' ');
  const reason = fine.has(text) ? null : faultOf(text);
  if (reason !== null) return { answers: [], bad: [{ line, reason }] };
  const task = typeof record.task === 'string' && record.task.trim() !== '' ? record.task.trim() : null;
  const reference = checkReference(record);
  if (typeof reference === 'string') return { answers: [], bad: [{ line, reason: reference }] };
  const answers: CheckedAnswer[] = [];
  const bad: BadRow[] = [];
  for (const raw of record.answers) {
    const answer = checkAnswer(raw);
    if (typeof answer === 'string') bad.push({ line, reason: answer });
    else answers.push({ line, text, task, reference, ...answer });
  }
  return { answers, bad };
}

function faultOf(text: string): string | null {
  try {
    checkQueryText(text, Number.POSITIVE_INFINITY);
    return null;
  } catch (thrown) {
    return (thrown as ThetaError).message.replace(/\.$/, '');
  }
}

function checkAnswer(raw: RawAnswer): Omit<CheckedAnswer, 'line' | 'text' | 'task' | 'reference'> | string {
  const llm = typeof raw.llm === 'string' ? raw.llm.trim() : '';
  if (llm === '') return 'the LLM is missing';
  const performance = toNumber(raw.performance);
  if (performance === null) return `the performance of ${llm} is missing`;
  if (!(performance >= 0 && performance <= 1)) {
    return `the performance of ${llm} must be a number from 0 to 1, got ${shown(raw.performance)}`;
  }
  const amounts = {
    cost: toNumber(raw.cost),
    inputTokens: toNumber(raw.inputTokens),
    outputTokens: toNumber(raw.outputTokens),
  };
  for (const name of ['cost', 'inputTokens', 'outputTokens'] as const) {
    const amount = amounts[name];
    if (amount !== null && !(amount >= 0 && amount < Number.POSITIVE_INFINITY)) {
      return `${name} of ${llm} must be a number of 0 or more, got ${shown(raw[name])}`;
    }
  }
  return { llm, performance, ...amounts };
}

/** Null for nothing, NaN for what is not a number; text holds numbers in CSV. */
function toNumber(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return Number.NaN;
  return value.trim() === '' ? null : Number(value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
