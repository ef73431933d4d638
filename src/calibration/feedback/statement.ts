import type { LlmId } from '../../domain/ids.js';
import type { KnownQuery } from '../evidence/source.js';

/** A statement that routers can learn from, with what the decision predicted. */
export interface Statement {
  readonly decision: string;
  readonly reporter: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'score' | 'thumbs' | 'preference';
  readonly query: KnownQuery;
  /** The chosen LLM, whose answer it is about. */
  readonly llm: LlmId;
  /** P̂ of it as it was logged; null for a router that gives a preference. */
  readonly predicted: number | null;
  /** y in [0, 1]; null for a preference. */
  readonly performance: number | null;
  /** The LLM whose answer was better, with its P̂ where it was a candidate; null for the other kinds. */
  readonly preferred: { readonly llm: LlmId; readonly predicted: number | null } | null;
}

/** Why a statement teaches nothing. */
export const NOT_TEACHING = {
  TEXT_NOT_STORED: 'The decision was logged without its text, so the query has no vector.',
  ONLY_A_LABEL: 'A corrected label is kept for grading; by itself it says nothing of the LLM.',
  PREFERS_CHOSEN: 'The preferred LLM is the one that answered: nothing was compared.',
  CASCADE: 'A cascade asked several LLMs, and the log does not say which of them answered.',
} as const;
export type NotTeachingReason = keyof typeof NOT_TEACHING;
