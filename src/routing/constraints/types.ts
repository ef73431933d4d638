import type { LlmId } from '../../domain/ids.js';
import type { Llm } from '../../domain/llm.js';

/** What an LLM must fulfil to be chosen at all. What is absent asks for nothing; a fact that is not known fulfils nothing. */
export interface Constraints {
  /** Tokens that the context window must have. */
  readonly minContext?: number | undefined;
  /** Tokens of the answer: with the estimated tokens of the query they must fit the context window. */
  readonly outputTokens?: number | undefined;
  /** What the LLM must read besides other things, for example image. */
  readonly modalities?: readonly string[] | undefined;
  /** True: it must call tools. False asks for nothing. */
  readonly tools?: boolean | undefined;
  /** BCP 47 tags; only the primary part counts. */
  readonly languages?: readonly string[] | undefined;
  readonly requireTags?: readonly string[] | undefined;
  readonly forbidTags?: readonly string[] | undefined;
  /** Milliseconds, the most that the typical latency may be. */
  readonly maxLatencyMs?: number | undefined;
  /** No other LLM of the pool may be chosen. */
  readonly allow?: readonly LlmId[] | undefined;
  readonly deny?: readonly LlmId[] | undefined;
}

export type ConstraintName = keyof Constraints;

/** Why an LLM does not fulfil a constraint. */
export type ConstraintCode =
  | 'CONTEXT_TOO_SMALL'
  | 'OUTPUT_TOO_LONG'
  | 'MODALITY'
  | 'TOOLS'
  | 'LANGUAGE'
  | 'TAG'
  | 'LATENCY'
  | 'DENIED'
  | 'NOT_ALLOWED';

export interface Unmet {
  readonly code: ConstraintCode;
  /** Goes after the name of the LLM: "has …", "is not known to …". */
  readonly words: string;
}

/** One constraint, ready to be held against LLMs. */
export interface Requirement {
  readonly constraint: ConstraintName;
  /** Null where the LLM fulfils it. */
  readonly unmet: (llm: Llm) => Unmet | null;
  /** For a number: what was asked for, and the nearest value that an LLM fulfils; null where that is not known or there is none. */
  readonly number?: { readonly asked: number; readonly nearest: (llm: Llm) => number | null };
}

/** An LLM that could be chosen but for these requirements: at least one. */
export interface Blocked {
  readonly llm: Llm;
  readonly by: readonly Requirement[];
}

export interface RelaxedConstraint {
  readonly constraint: ConstraintName;
  /** For a number: a value with which at least one of the LLMs is eligible; null: only leaving the constraint out helps. */
  readonly sufficient: number | null;
}

/** Constraints that, left out together, make LLMs eligible; none of them can stay. */
export interface Relaxation {
  readonly constraints: readonly RelaxedConstraint[];
  /** All that would be eligible, in the order of the pool. */
  readonly llms: readonly LlmId[];
  /** One sentence. */
  readonly text: string;
}
