import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import type { QueryBatch } from '../contract.js';
import type { Normal } from './normal.js';
import type { LogOdds } from './terms.js';

/** Of the variance of θ before any response, what every dimension keeps in the prior of a newcomer. */
export const LEAST_SHARE = 0.01;

/** A router with abilities, as seen by what learns them from evidence: log-odds of an LLM on a query as a function of its θ. */
export interface AbilitySpace {
  readonly dims: number;
  /** LLMs with responses in the training data. */
  readonly llms: readonly LlmId[];
  /** Their θ on the scale of the update, [llms, dims]. */
  readonly abilities: Matrix;
  /** [dims] variance of θ before any response, on that scale. */
  readonly priorVariance: ArrayLike<number>;
  /** [dims] what of it is left where the known LLMs hardly differ. */
  readonly leastVariance: ArrayLike<number>;
  /** What training left open of θ of an LLM, by its row in `abilities`; asked for only where there is evidence of it. */
  trained(row: number): Promise<Normal>;
  /** θ that the router predicts with for an LLM without responses, where it has a way of its own; null takes the prior over LLMs. */
  unseen(llm: LlmId): Float64Array | null;
  logOdds(queries: QueryBatch, signal?: AbortSignal): Promise<LogOdds>;
  /** The same for queries of the evidence, which are asked at every load; absent where `logOdds` is cheap. */
  evidenceLogOdds?(queries: QueryBatch): Promise<LogOdds>;
}
