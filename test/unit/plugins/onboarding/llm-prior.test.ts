import { describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import type { Described } from '../../../../src/plugins/onboarding/llm-prior.js';
import { llmPrior } from '../../../../src/plugins/onboarding/llm-prior.js';
import { spreadFactor } from '../../../../src/plugins/onboarding/spread-factor.js';
// Made by test/fixtures/generators/onboarding-golden.py with numpy.
import golden from '../../../fixtures/golden/onboarding.json' with { type: 'json' };
import { expectNormal } from './golden.js';

const STRANGER: Described = { facts: null, profile: null };

const described = (of: {
  family: string | null;
  size: number | null;
  price: number | null;
  profile: number[] | null;
}): Described => ({
  facts: {
    family: of.family,
    sizeBillions: of.size ?? NaN,
    outputPerMillion: of.price ?? NaN,
    benchmarks: new Map(),
  },
  profile: of.profile && Float32Array.from(of.profile),
});

const spaceOf = (
  abilities: readonly (readonly number[])[],
  leastVariance: readonly number[],
  priorVariance = leastVariance,
) => ({
  abilities: matrix(abilities.length, abilities[0]!.length, Float32Array.from(abilities.flat())),
  leastVariance,
  priorVariance,
});

describe('the prior of θ of a newcomer', () => {
  const { abilities, least, known, newcomers, priors } = golden.prior;

  it.each([
    [0, 'has much in common with some'],
    [1, 'is of a known family and publishes nothing else'],
    [2, 'publishes nothing'],
  ] as const)('is what conditioning the joint distribution in numpy leaves: newcomer %i, which %s', (i, _) => {
    const prior = llmPrior(spaceOf(abilities, least), known.map(described));
    expectNormal(prior(described(newcomers[i]!)), priors[i]!, 8);
  });

  it('is the mean of the known LLMs with their shrunk and widened covariance, times 1 + 100 / (1 + 100·n), where nothing is in common', () => {
    // By hand: θ = (±1, ±2) has variance 4/3 and 16/3, covariance 8/3 of which .7 are left.
    const four = [
      [-1, -2],
      [-1, -2],
      [1, 2],
      [1, 2],
    ];
    const { mean, covariance } = llmPrior(
      spaceOf(four, [0.01, 0.01]),
      four.map(() => STRANGER),
    )(STRANGER);
    const left = 1 + 100 / 401;
    expect([...mean].every((m) => Math.abs(m) < 1e-9)).toBe(true);
    const expected = [4 / 3, (0.7 * 8) / 3, (0.7 * 8) / 3, 16 / 3].map((v) => spreadFactor(4) * v * left);
    covariance.forEach((v, i) => expect(v).toBeCloseTo(expected[i] as number, 8));
  });

  it('takes the variance before any response where only one LLM is known, and the least one where all agree', () => {
    const one = llmPrior(spaceOf([[0.5]], [0.01], [3]), [STRANGER])(STRANGER);
    expect(one.mean[0]).toBeCloseTo(0.5, 9);
    expect(one.covariance[0]).toBeCloseTo(3 * (1 + 100 / 101), 8);
    const agreeing = llmPrior(spaceOf([[0.5], [0.5]], [0.01], [3]), [STRANGER, STRANGER])(STRANGER);
    expect(agreeing.covariance[0]).toBeCloseTo(spreadFactor(2) * 0.01 * (1 + 100 / 201), 8);
  });

  it('moves towards relatives and is surer of itself for them', () => {
    const of = (family: string): Described => ({
      ...STRANGER,
      facts: { family, sizeBillions: NaN, outputPerMillion: NaN, benchmarks: new Map() },
    });
    const prior = llmPrior(spaceOf([[-1], [-1], [1]], [0.01]), [of('low'), of('low'), of('high')]);
    const [low, high, none] = [prior(of('low')), prior(of('high')), prior(STRANGER)];
    expect(low.mean[0]! < none.mean[0]! && none.mean[0]! < high.mean[0]!).toBe(true);
    expect(low.covariance[0]! < high.covariance[0]! && high.covariance[0]! < none.covariance[0]!).toBe(true);
  });
});
