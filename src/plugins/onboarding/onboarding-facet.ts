import type { LlmId } from '../../domain/ids.js';
import { sigmoid } from '../../domain/logistic.js';
import { matrix } from '../../domain/matrix.js';
import type { Facets } from '../contract.js';
import type { AbilitySpace } from './ability-space.js';
import type { LearnedAbilities } from './learn-abilities.js';
import type { Normal } from './normal.js';
import { quadraticForm } from './normal.js';

/**
 * The facet of a router with abilities. P̂ moves with θ by P̂·(1 − P̂)·slope, so its standard deviation is √(slopeᵀ·covariance·slope)
 * times that (delta method). `deviation` gives what training left open of θ of a trained LLM, null where the router does not say so.
 */
export function onboardingFacet(
  space: AbilitySpace,
  learned: LearnedAbilities,
  known: (llm: LlmId) => Normal | null,
): Facets['onboarding'] {
  const { dims } = space;
  return {
    async predictionDeviation(queries, { llms }) {
      const { vectors } = queries;
      const logOdds = await space.logOdds(queries);
      const out = matrix(vectors.rows, llms.length);
      const slope = new Float64Array(dims);
      llms.forEach((llm, j) => {
        const theta = learned.posterior(llm) ?? known(llm);
        for (let q = 0; theta !== null && q < vectors.rows; q++) {
          const p = sigmoid(logOdds.at(q, theta.mean, slope));
          const deviation = p * (1 - p) * Math.sqrt(quadraticForm(theta.covariance, slope));
          out.data[q * llms.length + j] = Math.min(0.5, deviation);
        }
      });
      return out;
    },
    posterior: (llm) => learned.posterior(llm),
    async sensitivity(queries, llm) {
      const { vectors } = queries;
      const logOdds = await space.logOdds(queries);
      const out = matrix(vectors.rows, dims);
      const slope = new Float64Array(dims);
      const theta = learned.posterior(llm)?.mean ?? new Float64Array(dims);
      for (let q = 0; q < vectors.rows; q++) {
        logOdds.at(q, theta, slope);
        out.data.set(slope, q * dims);
      }
      return out;
    },
  };
}
