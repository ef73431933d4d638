import type { LlmId } from '../domain/ids.js';

/** What a router's own rule decides for one query. */
export interface PolicyDecision {
  /** [candidates], finite; the candidates are ranked by it, best first, ties to the cheaper one. */
  readonly scores: Float32Array;
  /** Named parts that sum to the best of `scores`. */
  readonly terms: readonly { readonly name: string; readonly value: number }[];
  /** One sentence that says why, with the numbers that decided. */
  readonly reason: string;
  /** The LLMs to ask in turn and when to stop; null for a router that asks one. The first is the best-scored one. */
  readonly steps: readonly CascadeStep[] | null;
  /** Of the answer that a cascade will return, in [0, 1], before anything is asked; absent for a router that asks one LLM. */
  readonly expectedPerformance?: number;
}

export interface CascadeStep {
  readonly llm: LlmId;
  /** P̂ of its answer before anything is asked. */
  readonly predictedPerformance: number;
  /** The answer is kept when its score, in [0, 1], reaches this; 0 for the last step, which keeps any answer. */
  readonly acceptAt: number;
  /** Probability, before anything is asked, that this LLM is asked; 1 for the first. */
  readonly reach: number;
}

/** What a cascade did on one query. */
export interface CascadeOutcome {
  /** Columns of `candidates` in the order in which they were asked; never empty. */
  readonly asked: readonly number[];
  /** The one whose answer was returned. */
  readonly answeredBy: number;
}

/** The rule of a cascade on a real answer: what the LLM that gave it says of it becomes a score. */
export interface CascadeJudging {
  /** Times that an LLM is asked whether its own answer is right; 0 where the rule does not look at answers. */
  readonly verifications: number;
  /** Score in [0, 1] of the answer of `step`, of which `positive` verifications said that it is right; kept where it reaches `acceptAt`. */
  scoreOf(step: CascadeStep, next: CascadeStep, positive: number): number;
}
