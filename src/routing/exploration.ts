import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import { drawEpsilon } from '../domain/off-policy/epsilon.js';
import type { Rng } from '../domain/random.js';
import type { PolicyDecision } from '../plugins/contract.js';
import type { Exploration, Ranking, RoutingDecision } from './types.js';

/** How traffic explores where a request does not say otherwise. */
export interface ExplorationSettings {
  /** ε in [0, 1]; 0 is off. */
  readonly epsilon: number;
  readonly rng: Rng;
}

/** Throws EXPLORATION_OUT_OF_RANGE. */
export function checkEpsilon(epsilon: number): number {
  if (Number.isFinite(epsilon) && epsilon >= 0 && epsilon <= 1) return epsilon;
  throw new ThetaError('EXPLORATION_OUT_OF_RANGE', `ε must be a number from 0 to 1, got ${epsilon}.`, {
    hint: '0 never explores; 0.05 sends one query in twenty to a candidate drawn at random.',
  });
}

/**
 * With probability ε any candidate, all alike; else the router's own choice. Null where exploration is off, and for a cascade, whose
 * choice is an order of LLMs: one drawn LLM in its place would have a propensity, but no outcome of the cascade.
 */
export function explore(
  ranking: Ranking,
  policy: PolicyDecision | null,
  epsilon: number,
  rng: Rng,
): Exploration | null {
  if (epsilon === 0 || policy?.steps) return null;
  const { action, propensity } = drawEpsilon(epsilon, ranking.llms.length, 0, rng);
  return { at: action, explored: action !== 0, propensity, epsilon };
}

/** Place of the chosen LLM in the ranking: 0 unless the router abstained or exploration drew another one. */
export const chosenAt = ({ abstention, exploration }: Pick<RoutingDecision, 'abstention' | 'exploration'>): number =>
  abstention?.at ?? exploration?.at ?? 0;

/** The ranking with the LLM at `at` in front and the others behind it in their order. */
export function withFirst(ranking: Ranking, at: number): Ranking {
  if (at === 0) return ranking;
  const column = (x: Float32Array) => {
    const moved = x.slice();
    moved.copyWithin(1, 0, at);
    moved[0] = x[at] as number;
    return moved;
  };
  const { llms, score, predictedPerformance: p, preference, cost } = ranking;
  return {
    llms: [llms[at] as LlmId, ...llms.slice(0, at), ...llms.slice(at + 1)],
    score: column(score),
    predictedPerformance: p && column(p),
    preference: preference && column(preference),
    cost: column(cost),
  };
}
