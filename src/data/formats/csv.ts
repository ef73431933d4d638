import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import type { BadRow, RawRecord } from './import-format.js';
import { BATCH_RECORDS } from './import-format.js';

// Counts of cells are checked here, where the line is known; a stray quote inside a cell is text, as in Python's reader.
const OPTIONS = { record_delimiter: ['\r\n', '\n'], relax_column_count: true, relax_quotes: true };

/** The names of the columns, or why the text does not begin with a CSV header. */
export function csvHeader(head: string): readonly string[] | string {
  let header: string[] | undefined;
  try {
    [header] = parseSync(head, { ...OPTIONS, to: 1 });
  } catch (thrown) {
    return `its first line is not a CSV header (${(thrown as Error).message})`;
  }
  if (!header) return 'it is empty';
  const names = header.map((name) => name.trim());
  const twice = names.find((name, i) => name !== '' && names.indexOf(name) !== i);
  return twice === undefined ? names : `its column ${shorten(twice)} stands twice`;
}

/** Says which of `required` a header lacks; null when it has all. */
export function missingColumns(header: readonly string[], required: readonly string[]): string | null {
  const missing = required.filter((name) => !header.includes(name));
  return missing.length === 0 ? null : `its first line has no column ${missing.join(', ')}`;
}

/** Streams the rows under the header; `start` gets the header and gives the function that maps a row. */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  start: (header: readonly string[]) => (cells: readonly string[], line: number) => RawRecord,
): AsyncGenerator<readonly (RawRecord | BadRow)[]> {
  const parser = parse(OPTIONS);
  // A failure of the source destroys the parser with the same error, which the loop below then throws.
  pipeline(bytes, parser).catch(() => undefined);
  let line = 1;
  let width = 0;
  let toRecord: ReturnType<typeof start> | undefined;
  let batch: (RawRecord | BadRow)[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      const at = line;
      line += 1 + lineBreaks(cells); // the parser's own count is wrong for CRLF inside quotes
      if (!toRecord) {
        toRecord = start(cells.map((name) => name.trim()));
        width = cells.length;
      } else if (cells.length === width) {
        batch.push(toRecord(cells, at));
      } else if (cells.length > 1 || cells[0] !== '') {
        batch.push({ line: at, reason: `expected ${width} cells, got ${cells.length}` });
      }
      if (batch.length >= BATCH_RECORDS) {
        yield batch;
        batch = [];
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const unclosed = thrown.code === 'CSV_QUOTE_NOT_CLOSED';
    batch.push({ line, reason: unclosed ? 'a quote opens and never closes' : thrown.message, fatal: true });
  }
  yield batch;
}

function lineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) for (let i = cell.indexOf('\n'); i >= 0; i = cell.indexOf('\n', i + 1)) count++;
  return count;
}

const shorten = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
