import type { LlmId } from '../../domain/ids.js';
import type { RouterSet } from '../../routing/router-set.js';

/** A query that something is known of; `text` is needed only where the serving set does not hold its vector. */
export interface KnownQuery {
  /** Id of the training query with its text, whether or not there is one. */
  readonly id: string;
  readonly task: string | null;
  readonly text: string | null;
}

export interface KnownScore {
  readonly query: KnownQuery;
  readonly llm: LlmId;
  /** y in [0, 1] */
  readonly performance: number;
  /** Above 0; 1 for an answer that was scored on purpose. */
  readonly weight: number;
}

export interface KnownPreference {
  readonly query: KnownQuery;
  readonly winner: LlmId;
  readonly loser: LlmId;
  readonly weight: number;
}

export interface Known {
  readonly scores: readonly KnownScore[];
  readonly preferences: readonly KnownPreference[];
  /** LLMs that are no longer what they were in training, as evidence has them. */
  readonly changed?: ReadonlyMap<LlmId, number>;
}

/** Where evidence about LLMs comes from: answers to anchor queries, feedback on decisions. */
export interface EvidenceSource {
  /** Key of its part in the summary of a version. */
  readonly name: string;
  /** All that it knows and the set was not trained on. */
  collect(set: RouterSet): Promise<Known>;
}
