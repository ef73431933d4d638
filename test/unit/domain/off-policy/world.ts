import { drawEpsilon, epsilonPropensity } from '../../../../src/domain/off-policy/epsilon.js';
import type { OffPolicySample } from '../../../../src/domain/off-policy/sample.js';
import { seededRng } from '../../../../src/domain/random.js';

export interface WorldOptions {
  readonly n: number;
  readonly actions: number;
  readonly epsilon: number;
  /** Bias of the outcome model, which a doubly robust estimate must bear. */
  readonly modelBias: number;
}

/**
 * A world whose truth is known: contexts u in [0, 1), quality of action a is 0.2 + 0.6·(a·u mod 1), outcomes are coins. The logged policy
 * takes action 0 but explores with ε; the target takes action 1 for u < ½ and action 0 else.
 */
export function epsilonWorld(options: WorldOptions, seed: number): { sample: OffPolicySample; truth: number } {
  const { n, actions, epsilon, modelBias } = options;
  const rng = seededRng(seed);
  const quality = (u: number, a: number) => 0.2 + 0.6 * (((a + 1) * u) % 1);
  const target = (u: number) => (u < 0.5 ? 1 : 0);
  const columns = () => new Float64Array(n);
  const [outcome, propensity, probability, secondMoment, taken, modelTarget] = Array.from({ length: 6 }, columns) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < n; i++) {
    const u = rng.uniform();
    const draw = drawEpsilon(epsilon, actions, 0, rng);
    const wanted = target(u);
    outcome[i] = rng.uniform() < quality(u, draw.action) ? 1 : 0;
    propensity[i] = draw.propensity;
    probability[i] = draw.action === wanted ? 1 : 0;
    secondMoment[i] = 1 / epsilonPropensity(epsilon, actions, wanted === 0);
    taken[i] = quality(u, draw.action) + modelBias;
    modelTarget[i] = quality(u, wanted) + modelBias;
  }
  const model = { taken, target: modelTarget };
  return { sample: { outcome, propensity, target: probability, secondMoment, model }, truth: TRUTH };
}

/** ∫ over u < ½ of 0.2 + 0.6·2u, plus over u ≥ ½ of 0.2 + 0.6·u. */
const TRUTH = 0.2 + 0.6 * (0.25 + 0.375);
