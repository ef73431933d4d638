import type { Reference } from '../domain/graders.js';
import type { LlmId } from '../domain/ids.js';
import type { ResponseMatrix } from '../domain/responses.js';

/** One observed answer, as importers emit it. */
export interface ResponseRow {
  readonly text: string;
  readonly task: string | null;
  readonly llm: LlmId;
  /** In [0, 1]. */
  readonly performance: number;
  readonly cost: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** Right answers of the query, where the import has them; they replace those of an earlier import. */
  readonly reference?: Reference | undefined;
}

export interface StoredCounts {
  readonly queries: number;
  readonly responses: number;
}

/** Training queries and responses in the database. A query is its text: the same text from two files is one query. */
export interface ResponseRepository {
  /**
   * Adds or replaces answers, all or nothing; `source` names the import for later filters. Returns what is new.
   * A later answer for the same query and LLM replaces the earlier one.
   */
  add(
    source: string,
    rows: AsyncIterable<readonly ResponseRow[]> | Iterable<readonly ResponseRow[]>,
  ): Promise<StoredCounts>;
  /** Everything stored, or of the named sources, as one matrix; LLM columns in alphabetical order. */
  matrix(sources?: readonly string[]): Promise<ResponseMatrix>;
  sources(): Promise<readonly ({ readonly source: string } & StoredCounts)[]>;
}
