import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { LoadedRouter, RouterDeps } from '../contract.js';
import { boundedLogit } from '../../domain/calibration/calibration.js';
import { evidencePredictions } from './evidence-predictions.js';
import type { AbilitySpace } from './ability-space.js';
import { independent } from './normal.js';
import type { LogOdds } from './terms.js';

/** Prior variance of the level beside the combination, in squared log-odds; the prior over LLMs widens it. */
const LEVEL_VARIANCE = 0.05;
/** Variance that a known LLM is taken to have around what the router predicts of it, in the weights: it is itself and no mixture. */
const WEIGHT_VARIANCE = 1e-4;
/** P̂·(1 − P̂) of an answer, for how well training answers tell the level. */
const ANSWER_INFORMATION = 0.16;

/**
 * A space of abilities for a router that has none: an LLM is a combination w of the LLMs that the router knows, and a level c,
 *
 *     log-odds(q) = mean_k ℓ_k(q) + Σ_k w_k·(ℓ_k(q) − mean_k ℓ_k(q)) + c,   ℓ_k(q) = logit P̂_k(q).
 *
 * θ is [w, c], [known LLMs + 1]. Known LLM k is the k-th unit vector, so that the prior over LLMs (llm-prior.ts) is that of a newcomer whose log-odds
 * vary as those of the known LLMs do. `trained` is what evidence-predictions.ts knows the router by.
 */
export function combinationSpace(
  loaded: LoadedRouter,
  { reference }: RouterDeps,
  trained: object = loaded,
): AbilitySpace {
  const { llms } = loaded;
  const dims = llms.length + 1;
  const unit = (row: number) => Float64Array.from({ length: dims }, (_, k) => (k === row ? 1 : 0));
  const abilities = matrix(llms.length, dims);
  llms.forEach((_, j) => (abilities.data[j * dims + j] = 1));
  const variances = Float64Array.from({ length: dims }, (_, k) => (k < llms.length ? WEIGHT_VARIANCE : LEVEL_VARIANCE));
  const all = { llms, cost: new Float32Array(llms.length) };
  return {
    dims,
    llms,
    abilities,
    priorVariance: variances,
    leastVariance: variances,
    async trained(row) {
      const answers = answersOf(reference.responses, llms[row] as LlmId);
      const deviation = new Float64Array(dims).fill(Math.sqrt(WEIGHT_VARIANCE));
      deviation[llms.length] = (1 / LEVEL_VARIANCE + ANSWER_INFORMATION * answers) ** -0.5;
      return independent(unit(row), deviation);
    },
    unseen: () => null,
    logOdds: async (queries, signal) => combined(await loaded.predict(queries, all, signal)),
    evidenceLogOdds: async (queries) => combined(await evidencePredictions(loaded, trained, queries, all)),
  };
}

/** Log-odds of combinations of the columns of P̂, [queries, known LLMs]. */
export function combined({ rows, cols, data }: Matrix): LogOdds {
  const mean = new Float64Array(rows);
  const apart = Float64Array.from(data, boundedLogit);
  for (let q = 0; q < rows; q++) {
    for (let k = 0; k < cols; k++) mean[q] = (mean[q] as number) + (apart[q * cols + k] as number) / cols;
    for (let k = 0; k < cols; k++) apart[q * cols + k] = (apart[q * cols + k] as number) - (mean[q] as number);
  }
  return {
    queries: rows,
    dims: cols + 1,
    at(q, theta, slope) {
      let sum = (mean[q] as number) + (theta[cols] as number);
      for (let k = 0; k < cols; k++) {
        const x = apart[q * cols + k] as number;
        if (slope) slope[k] = x;
        sum += x * (theta[k] as number);
      }
      if (slope) slope[cols] = 1;
      return sum;
    },
  };
}

function answersOf({ llms, llmIndex }: RouterDeps['reference']['responses'], llm: LlmId): number {
  const column = llms.indexOf(llm);
  return llmIndex.reduce((count, j) => count + (j === column ? 1 : 0), 0);
}
