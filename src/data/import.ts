import { ThetaError, throwIfAborted } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { Progress } from '../domain/run.js';
import { findDataFiles } from './data-files.js';
import type { ScoreRule } from './formats/import-format.js';
import type { FileReport, ImportReport } from './import-report.js';
import { FileTally, importReport } from './import-report.js';
import { MatrixBuilder } from './matrix-builder.js';
import type { ResponseRow } from './ports.js';
import { queryId } from '../domain/query-id.js';
import type { ReadSettings } from './read-data-file.js';
import { readDataFile } from './read-data-file.js';

export interface ImportOptions {
  /** Stop at the first bad row, or leave bad rows out and report them. Default: fail. */
  readonly onBadRow?: 'fail' | 'skip' | undefined;
  /** Default: auto, which reads RouterDC's probabilities as above-zero and everything else as-is. */
  readonly scoreRule?: 'auto' | ScoreRule | undefined;
  /** LLM by lower-cased name or alias (`llmNames` of the catalogue); without it every name is taken as an id. */
  readonly llmNames?: ReadonlyMap<string, LlmId> | undefined;
  /** A name outside `llmNames`: take it as an id, leave its rows out, or refuse the import. Default: accept. */
  readonly unknownLlms?: 'accept' | 'skip' | 'fail' | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for each chunk read, in bytes of all files. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Rows on their way, and the report once all have been read. */
export interface RowReading {
  readonly rows: AsyncIterable<readonly ResponseRow[]>;
  /** Throws an Error before `rows` has been read to its end. */
  report(): ImportReport;
}

/**
 * Streams the answers of files and folders in batches, for whoever stores them in one transaction: a fault shows as an
 * error in the middle or at the end. Throws FILE_UNREADABLE and IMPORT_UNKNOWN_FORMAT here, before any row; the rows
 * throw IMPORT_BAD_ROW, IMPORT_UNKNOWN_LLM (at the end, naming all), FILE_UNREADABLE and CANCELLED.
 */
export async function readRows(paths: readonly string[], options: ImportOptions = {}): Promise<RowReading> {
  throwIfAborted(options.signal);
  const { files, ignored } = await findDataFiles(paths);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  const settings: ReadSettings = {
    onBadRow: options.onBadRow ?? 'fail',
    scoreRule: options.scoreRule ?? 'auto',
    llmNames: options.llmNames ?? null,
    unknownLlms: options.unknownLlms ?? 'accept',
    signal: options.signal,
    onBytes: (bytes) => {
      done += bytes;
      options.onProgress?.({ stage: 'import', done, total, unit: 'bytes' });
    },
  };
  let report: ImportReport | null = null;
  async function* rows(): AsyncGenerator<readonly ResponseRow[]> {
    const reports: FileReport[] = [];
    const queries = new Set<string>();
    for (const file of files) {
      const tally = new FileTally(file.path, file.format.id);
      for await (const batch of readDataFile(file, settings, tally)) if (batch.length > 0) yield batch;
      for (const text of tally.texts) queries.add(queryId(text));
      reports.push(tally.report());
    }
    report = importReport(reports, ignored, queries.size);
    if (settings.unknownLlms === 'fail') refuseUnknown(report);
  }
  return {
    rows: rows(),
    report() {
      if (!report) throw new Error('The import report is complete only when all rows have been read.');
      return report;
    },
  };
}

/** Reads files and folders into one response matrix with alphabetical columns. Throws what `readRows` and its rows throw. */
export async function importPaths(
  paths: readonly string[],
  options: ImportOptions = {},
): Promise<{ readonly matrix: ResponseMatrix; readonly report: ImportReport }> {
  const reading = await readRows(paths, options);
  const builder = new MatrixBuilder();
  for await (const batch of reading.rows) for (const row of batch) builder.add(row);
  return { matrix: builder.build(), report: reading.report() };
}

function refuseUnknown({ totals }: ImportReport): void {
  const unknown = Object.entries(totals.unknownLlms).map(([llm, rows]) => `${llm} (${rows} rows)`);
  if (unknown.length === 0) return;
  throw new ThetaError('IMPORT_UNKNOWN_LLM', `The catalogue does not hold ${unknown.join(', ')}.`, {
    hint: 'Register the LLM (theta llms register), or give the name as an alias of one (theta llms update); or accept or skip unknown LLMs.',
  });
}
