import type { LlmId } from './ids.js';
import type { Matrix } from './matrix.js';

/** A query that evidence speaks of. */
export interface EvidenceQuery {
  /** Id of the training query that it is, or of a query of its own. */
  readonly id: string;
  readonly task: string | null;
}

/** y of LLMs on queries, one entry per pair; every array is [entries]. */
export interface Scores {
  /** Row of the query */
  readonly query: Uint32Array;
  /** Index into the LLMs */
  readonly llm: Uint16Array;
  /** y in [0, 1] */
  readonly performance: Float32Array;
  /** How much the entry counts, above 0; 1 for an answer that was scored on purpose. */
  readonly weight: Float32Array;
}

/** Which of two answers to one query was better; every array is [entries]. */
export interface Preferences {
  readonly query: Uint32Array;
  readonly winner: Uint16Array;
  readonly loser: Uint16Array;
  readonly weight: Float32Array;
}

/**
 * What is known of LLMs beyond the responses that a router set was trained on: answers of a newcomer to anchor queries, feedback on
 * decisions. Routers that can take it into account without a new training do so when they are loaded.
 */
export interface Evidence {
  /** [queries, embeddingSize] as the embedder gives them, before warm-up, as training has them. */
  readonly vectors: Matrix;
  readonly queries: readonly EvidenceQuery[];
  readonly llms: readonly LlmId[];
  readonly scores: Scores;
  readonly preferences: Preferences;
  /**
   * LLMs that are no longer what they were in training: the most that all training responses of each count for, in answers, so that
   * what is said now can move θ. None when absent.
   */
  readonly changed?: ReadonlyMap<LlmId, number>;
}

/** The scores of one LLM; row i of everything is one answer. */
export interface LlmScores {
  /** Rows of the queries in the evidence */
  readonly rows: Uint32Array;
  readonly performance: Float32Array;
  readonly weight: Float32Array;
}

export function noEvidence(embeddingSize: number): Evidence {
  const none = new Uint32Array(0);
  const nobody = new Uint16Array(0);
  const weight = new Float32Array(0);
  return {
    vectors: { rows: 0, cols: embeddingSize, data: weight },
    queries: [],
    llms: [],
    scores: { query: none, llm: nobody, performance: weight, weight },
    preferences: { query: none, winner: nobody, loser: nobody, weight },
  };
}

/** What the evidence says of one LLM by scores; empty for one that it does not speak of. */
export function scoresOf({ llms, scores }: Evidence, llm: LlmId): LlmScores {
  const column = llms.indexOf(llm);
  const entries = Array.from(scores.llm.keys()).filter((e) => scores.llm[e] === column);
  return {
    rows: Uint32Array.from(entries, (e) => scores.query[e] as number),
    performance: Float32Array.from(entries, (e) => scores.performance[e] as number),
    weight: Float32Array.from(entries, (e) => scores.weight[e] as number),
  };
}
