import type { BadRow, ScoreRule } from './formats/import-format.js';

const SHOWN_BAD_ROWS = 20;

/** What an import made of one file. */
export interface FileReport {
  readonly path: string;
  /** Id of the format, for example `routerbench`. */
  readonly format: string;
  readonly scoreRule: ScoreRule;
  /** Answers taken: one for each query and LLM of the file. */
  readonly rows: number;
  /** Different query texts among them. */
  readonly queries: number;
  /** Rows left out: how many, and the first 20. */
  readonly badRows: { readonly total: number; readonly first: readonly BadRow[] };
  /** Answers by names that the catalogue does not hold. */
  readonly unknownLlms: Readonly<Record<string, number>>;
}

/** A file of a folder that is no training data. */
export interface IgnoredFile {
  readonly path: string;
  readonly reason: string;
}

export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly ignored: readonly IgnoredFile[];
  readonly totals: {
    readonly files: number;
    readonly rows: number;
    /** Different query texts over all files. */
    readonly queries: number;
    readonly badRows: number;
    readonly unknownLlms: Readonly<Record<string, number>>;
  };
}

/** The running counts of one file. */
export class FileTally {
  scoreRule: ScoreRule = 'as-is';
  rows = 0;
  readonly texts = new Set<string>();
  readonly unknownLlms = new Map<string, number>();
  #badRows = 0;
  readonly #firstBadRows: BadRow[] = [];

  constructor(
    readonly path: string,
    readonly format: string,
  ) {}

  addBad(row: BadRow): void {
    this.#badRows++;
    if (this.#firstBadRows.length < SHOWN_BAD_ROWS) this.#firstBadRows.push(row);
  }

  addUnknown(llm: string): void {
    this.unknownLlms.set(llm, (this.unknownLlms.get(llm) ?? 0) + 1);
  }

  report(): FileReport {
    return {
      path: this.path,
      format: this.format,
      scoreRule: this.scoreRule,
      rows: this.rows,
      queries: this.texts.size,
      badRows: { total: this.#badRows, first: this.#firstBadRows },
      unknownLlms: Object.fromEntries(this.unknownLlms),
    };
  }
}

/** Adds up the reports of all files; `queries` is the number of different texts, which the files may share. */
export function importReport(
  files: readonly FileReport[],
  ignored: readonly IgnoredFile[],
  queries: number,
): ImportReport {
  const unknown = new Map<string, number>();
  for (const file of files) {
    for (const [llm, rows] of Object.entries(file.unknownLlms)) unknown.set(llm, (unknown.get(llm) ?? 0) + rows);
  }
  const total = (count: (file: FileReport) => number) => files.reduce((sum, file) => sum + count(file), 0);
  return {
    files,
    ignored,
    totals: {
      files: files.length,
      rows: total((file) => file.rows),
      queries,
      badRows: total((file) => file.badRows.total),
      unknownLlms: Object.fromEntries([...unknown].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}
