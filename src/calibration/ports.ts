import type { Reference } from '../domain/graders.js';
import type { LlmId } from '../domain/ids.js';

/** A stored training query that could be asked. */
export interface PoolQuery {
  readonly id: string;
  readonly task: string | null;
  /** Mean observed performance of the other LLMs on it, in [0, 1]; NaN where none has answered. */
  readonly performance: number;
  /** Whether the LLM has answered it. */
  readonly answered: boolean;
  /** Right answers that an import gave; null where none did. */
  readonly reference: Reference | null;
}

export interface PoolRequest {
  readonly llm: LlmId;
  /** Only these tasks; all when empty. */
  readonly tasks: readonly string[];
  /** Only queries with an answer of these imports; all when empty. */
  readonly sources: readonly string[];
  /** Only queries with right answers. */
  readonly withReferences: boolean;
  /** Where more fit, this many are drawn at random: the same for the same seed, whatever has been answered. */
  readonly limit: number;
  readonly seed: number;
}

/** An answer to an anchor query as it is stored. */
export interface StoredAnchorResponse {
  readonly id: string;
  readonly task: string | null;
  readonly text: string | null;
  readonly llm: LlmId;
  readonly performance: number;
}

/** What cold start reads of the training data. */
export interface AnchorStore {
  /** Stored queries with a text that fit; none where nothing does. */
  pool(request: PoolRequest): Promise<readonly PoolQuery[]>;
  /** Tasks of the stored queries with a text, in alphabetical order; null for those without. Empty where no text is stored. */
  tasks(): Promise<readonly (string | null)[]>;
  /** Every answer that came as one to an anchor query and was not replaced by an import. */
  responses(): Promise<readonly StoredAnchorResponse[]>;
  /** How many of them are of this LLM. */
  count(llm: LlmId): Promise<number>;
}

/** Imports of this name hold the answers of an LLM to anchor queries. */
export const anchorSource = (llm: LlmId): string => `anchors/${llm}`;
