/** A row under the head: its fields by the names of the columns, and the line that it begins at, the first being 1. */
export interface CsvRow {
  readonly fields: ReadonlyMap<string, string>;
  readonly line: number;
}

// As the importer reads CSV: a stray quote inside a field is text; widths are checked here, where the line is known.
const OPTIONS = { record_delimiter: ['\r\n', '\n'], relax_quotes: true, relax_column_count: true, bom: true };

/** Rows of CSV (RFC 4180) with a head; blank lines are left out. Throws, with the line, for a row that is too short or too long and for a quote that never closes. */
export async function csvRows(text: string): Promise<{ head: readonly string[]; rows: readonly CsvRow[] }> {
  // The parser comes with the first file.
  const { parse, CsvError } = await import('csv-parse/browser/esm/sync');
  let records: string[][];
  try {
    records = parse(text, OPTIONS);
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const unclosed = thrown.code === 'CSV_QUOTE_NOT_CLOSED';
    throw new Error(unclosed ? unclosedQuote(text) : `CSV: ${thrown.message}`, { cause: thrown });
  }
  let head: readonly string[] | undefined;
  let line = 1;
  const rows: CsvRow[] = [];
  for (const cells of records) {
    const at = line;
    line += 1 + lineBreaks(cells);
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (!head) {
      head = cells.map((name) => name.trim());
      continue;
    }
    if (cells.length !== head.length) {
      throw new Error(`line ${at}: expected ${head.length} fields, as the head has, got ${cells.length}.`);
    }
    rows.push({ fields: new Map(head.map((name, k) => [name, cells[k]?.trim() ?? ''])), line: at });
  }
  return { head: head ?? [], rows };
}

const lineBreaks = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);

/** The parser only knows where the text ends, so the quote is looked for: the last one that stands where a field begins and is not closed. */
function unclosedQuote(text: string): string {
  let line = 1;
  let opened = 0;
  let isQuoted = false;
  let begins = true;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (isQuoted && c === '"') {
      if (text[i + 1] === '"') i++;
      else if (i + 1 === text.length || /[,\r\n]/.test(text[i + 1] as string)) isQuoted = false;
    } else if (c === '"' && begins) {
      isQuoted = true;
      opened = line;
    }
    begins = !isQuoted && (c === ',' || c === '\n');
    if (c === '\n') line++;
  }
  return `line ${opened}: a quote opens and never closes.`;
}
