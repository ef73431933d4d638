/** How a score becomes a performance: as it is, or 1 for every score above 0 and 0 for the rest. */
export type ScoreRule = 'as-is' | 'above-zero';

/** One LLM's answer as the file gives it, not yet checked. Null and undefined mean not known. */
export interface RawAnswer {
  readonly llm: unknown;
  readonly performance: unknown;
  readonly cost?: unknown;
  readonly inputTokens?: unknown;
  readonly outputTokens?: unknown;
}

/** One query with the answers that stand together in the file, not yet checked. */
export interface RawRecord {
  /** Line of the file where the record starts; the first is 1. */
  readonly line: number;
  readonly text: unknown;
  readonly task: unknown;
  readonly answers: readonly RawAnswer[];
  /** Right answers, and how they are compared with; null and undefined where the file has none. */
  readonly references?: unknown;
  readonly grader?: unknown;
}

/** A row that cannot be used. */
export interface BadRow {
  readonly line: number;
  readonly reason: string;
  /** The rest of the file cannot be read either, so skipping the row does not help. */
  readonly fatal?: true;
}

/** One way that data files are laid out. A format only maps a file to records; values are checked in one place for all. */
export interface ImportFormat {
  readonly id: string;
  /** For people, for example "RouterBench wide CSV". */
  readonly title: string;
  /** Whether a file that begins with `head` (text, at most 1 MiB) has this layout: null when it fits, else why not. */
  sniff(head: string): string | null;
  /** Streams the file in batches, in its order. `bytes` is UTF-8 without a byte order mark. */
  read(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly (RawRecord | BadRow)[]>;
  /** What the scores of one file are, where the layout leaves that open; without it they are taken as they are. */
  chooseScoreRule?(scores: Iterable<number>): ScoreRule;
}

/** Records in one batch: large enough that handing them over costs little, small enough to stay in cache. */
export const BATCH_RECORDS = 512;
