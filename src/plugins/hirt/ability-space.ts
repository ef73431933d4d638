import { dot } from '../../domain/matrix.js';
import type { RouterDeps } from '../contract.js';
import type { AbilitySpace } from '../onboarding/ability-space.js';
import { LEAST_SHARE } from '../onboarding/ability-space.js';
import { linearLogOdds } from '../onboarding/linear-log-odds.js';
import type { Normal } from '../onboarding/normal.js';
import { independent } from '../onboarding/normal.js';
import type { HirtWeights } from './artifact.js';
import type { DescribeItem } from './items.js';

/** What evidence is folded into: log-odds a·θ − b, θ with the spread that training found. */
export function hirtSpace(weights: HirtWeights, describe: DescribeItem, deps: RouterDeps): AbilitySpace {
  const { dims, llms } = weights;
  return {
    dims,
    llms,
    abilities: { rows: llms.length, cols: dims, data: weights.abilities },
    priorVariance: weights.priorDeviation.map((s) => s ** 2),
    leastVariance: weights.priorDeviation.map((s) => LEAST_SHARE * s ** 2),
    trained: async (row) => trainedAbility(weights, row) as Normal,
    unseen: (llm) => (deps.facts ? null : fromProfile(weights, deps.profile(llm))),
    logOdds: async ({ vectors }) => linearLogOdds(vectors, dims, describe),
  };
}

/** θ of a trained LLM with its posterior deviations, which the fit left nearly independent; null where the row is undefined. */
export function trainedAbility(
  { abilities, abilityDeviations, dims }: HirtWeights,
  row: number | undefined,
): Normal | null {
  if (row === undefined) return null;
  const of = (values: Float32Array) => values.subarray(row * dims, (row + 1) * dims);
  return independent(of(abilities), of(abilityDeviations));
}

/** The mean of the others moved by what distinguishes the profile; null without one. */
function fromProfile(weights: HirtWeights, profile: Float32Array | null): Float64Array | null {
  if (profile === null) return null;
  const apart = profile.map((x, c) => x - (weights.profileMean[c] as number));
  const size = apart.length;
  return Float64Array.from(
    weights.priorAbility.map((mean, k) => mean + dot(weights.profileWeights.subarray(k * size, (k + 1) * size), apart)),
  );
}
