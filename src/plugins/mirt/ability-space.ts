import type { LlmId } from '../../domain/ids.js';
import type { AbilityPrior, RouterDeps } from '../contract.js';
import type { AbilitySpace } from '../onboarding/ability-space.js';
import { LEAST_SHARE } from '../onboarding/ability-space.js';
import { linearLogOdds } from '../onboarding/linear-log-odds.js';
import { trainedPosteriors } from '../onboarding/trained-posterior.js';
import type { MirtWeights } from './artifact.js';

/** What evidence is folded into: log-odds a·θ − b, θ under the prior that it was fitted under. `describe` writes a and returns b. */
export function mirtSpace(
  { dims, llms, abilities }: MirtWeights,
  prior: AbilityPrior,
  describe: (vector: Float32Array, out: Float32Array) => number,
  unseen: (llm: LlmId) => Float32Array | null,
  { reference, facts }: RouterDeps,
): AbilitySpace {
  const logOdds: AbilitySpace['logOdds'] = async ({ vectors }) =>
    linearLogOdds(vectors, dims, (m, q, out) => describe(m.data.subarray(q * m.cols, (q + 1) * m.cols), out));
  const trained = trainedPosteriors(reference, prior, logOdds);
  return {
    dims,
    llms,
    abilities: { rows: llms.length, cols: dims, data: abilities },
    priorVariance: new Float64Array(dims).fill(1 / prior.precision),
    leastVariance: new Float64Array(dims).fill(LEAST_SHARE / prior.precision),
    trained: (row) => trained(llms[row] as LlmId, Float64Array.from(abilities.subarray(row * dims, (row + 1) * dims))),
    unseen(llm) {
      const theta = facts ? null : unseen(llm);
      return theta && Float64Array.from(theta);
    },
    logOdds,
  };
}
