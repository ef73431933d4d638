import { describe, expect, it } from 'vitest';
import { estimateOffPolicy } from '../../../../src/domain/off-policy/estimate.js';
import type { OffPolicySample } from '../../../../src/domain/off-policy/sample.js';
import { LEAST_EFFECTIVE_SAMPLE_SIZE, diagnose, verdictOf } from '../../../../src/domain/off-policy/support.js';
// Made by test/fixtures/generators/off-policy-golden.py with numpy.
import golden from '../../../fixtures/golden/off-policy.json' with { type: 'json' };
import { epsilonWorld } from './world.js';

const f64 = (values: readonly number[]) => Float64Array.from(values);
const sampleOf = (s: (typeof golden.cases)[number]['sample']): OffPolicySample => ({
  outcome: f64(s.outcome),
  propensity: f64(s.propensity),
  target: f64(s.target),
  secondMoment: f64(s.secondMoment),
  model: { taken: f64(s.taken), target: f64(s.modelTarget) },
});

describe('golden values', () => {
  it.each(golden.cases.map((c) => [c.sample.outcome.length, c] as const))('agrees with numpy on %i rows', (_, c) => {
    const sample = sampleOf(c.sample);
    const found = estimateOffPolicy(sample);
    for (const name of ['logged', 'ips', 'snips', 'dr'] as const) {
      expect(found[name]?.value, name).toBeCloseTo(c[name].value, 12);
      expect(found[name]?.standardError, name).toBeCloseTo(c[name].error, 12);
      expect((found[name]?.high as number) - c[name].value, name).toBeCloseTo(1.959964 * c[name].error, 6);
    }
    expect(found.ips.difference.value).toBeCloseTo(c.ipsDifference.value, 12);
    expect(found.ips.difference.standardError).toBeCloseTo(c.ipsDifference.error, 12);
    expect(found.dr?.difference.standardError).toBeCloseTo(c.drDifference.error, 12);
    const d = diagnose(sample);
    expect(d.effectiveSampleSize).toBeCloseTo(c.effective, 10);
    expect(d.expectedEffectiveSampleSize).toBeCloseTo(c.expectedEffective, 10);
    expect(d.meanWeight).toBeCloseTo(c.meanWeight, 12);
    expect(d.largestWeight).toBeCloseTo(c.largestWeight, 12);
  });
});

/** Deterministic target: `agrees` says where it takes the logged action. */
function rows(y: readonly number[], mu: readonly number[], agrees: readonly boolean[]): OffPolicySample {
  return {
    outcome: f64(y),
    propensity: f64(mu),
    target: f64(agrees.map(Number)),
    secondMoment: f64(mu.map((p) => 1 / p)),
    model: null,
  };
}

describe('extremes', () => {
  it('is the mean as observed when the target is the logged policy', () => {
    const found = estimateOffPolicy(rows([0, 1, 1, 0.5], [1, 1, 1, 1], [true, true, true, true]));
    expect(found.logged.value).toBe(0.625);
    for (const estimate of [found.ips, found.snips]) {
      expect(estimate).toMatchObject({ value: 0.625, standardError: found.logged.standardError });
      expect(estimate?.difference).toEqual({ value: 0, standardError: 0, low: 0, high: 0 });
    }
    expect(found.dr).toBeNull();
  });

  it('has no self-normalised estimate where no logged action is the target’s', () => {
    const sample = rows([1, 1], [0.9, 0.9], [false, false]);
    expect(estimateOffPolicy(sample)).toMatchObject({ ips: { value: 0 }, snips: null });
    expect(diagnose(sample)).toMatchObject({ effectiveSampleSize: 0, meanWeight: 0 });
  });

  it('takes the model’s word where no logged action is the target’s, and corrects it where one is', () => {
    const model = { taken: f64([0.5, 0.5]), target: f64([0.7, 0.9]) };
    const never = { ...rows([1, 1], [0.9, 0.9], [false, false]), model };
    expect(estimateOffPolicy(never).dr?.value).toBeCloseTo(0.8, 12);
    const once = { ...rows([1, 1], [0.5, 0.9], [true, false]), model };
    expect(estimateOffPolicy(once).dr?.value).toBeCloseTo((0.7 + 2 * 0.5 + 0.9) / 2, 12);
  });

  it('keeps a self-normalised estimate in the range of outcomes where inverse propensities leave it', () => {
    const found = estimateOffPolicy(rows([1, 1, 1], [0.01, 0.99, 0.99], [true, false, true]));
    expect(found.ips.value).toBeGreaterThan(30);
    expect(found.snips?.value).toBeCloseTo(1, 12);
  });

  it.each<[string, Partial<OffPolicySample>, RegExp]>([
    ['a propensity of 0', { propensity: f64([0, 1]) }, /row 0: the propensity 0 /],
    ['an outcome above 1', { outcome: f64([0, 2]) }, /row 1: the outcome 2 /],
    ['NaN', { target: f64([0, Number.NaN]) }, /row 1: the target probability NaN/],
    ['a second moment below 1', { secondMoment: f64([1, 0.5]) }, /second moment/],
    ['columns of different length', { target: f64([0]) }, /2 rows/],
    [
      'a model without numbers',
      { model: { taken: f64([0, Number.NaN]), target: f64([0, 0]) } },
      /modelled outcome NaN/,
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => estimateOffPolicy({ ...rows([0, 1], [1, 1], [true, true]), ...change })).toThrow(message);
  });
});

describe('support', () => {
  const many = (n: number) => rows(Array(n).fill(1), Array(n).fill(1), Array(n).fill(true));
  it('refuses nothing, too little, and one decision without support', () => {
    expect(verdictOf(diagnose(many(0)))).toBe('NO_OUTCOMES');
    expect(verdictOf(diagnose(many(LEAST_EFFECTIVE_SAMPLE_SIZE - 1)))).toBe('SAMPLE_TOO_SMALL');
    expect(verdictOf(diagnose(many(LEAST_EFFECTIVE_SAMPLE_SIZE)))).toBeNull();
    const sample = many(1000);
    sample.secondMoment[999] = Infinity;
    const d = diagnose(sample);
    expect([d.supportedShare, d.expectedEffectiveSampleSize, verdictOf(d)]).toEqual([0.999, 0, 'NO_SUPPORT']);
  });

  it('sees from propensities what the weights as drawn hide', () => {
    // 900 decisions in which the target agrees, 100 in which it takes an action of propensity 0.0025 that was never drawn.
    const sample = rows(Array(1000).fill(1), Array(1000).fill(0.95), [
      ...Array(900).fill(true),
      ...Array(100).fill(false),
    ]);
    sample.secondMoment.fill(400, 900);
    const d = diagnose(sample);
    expect(d.effectiveSampleSize).toBeCloseTo(900, 6);
    expect(d.expectedEffectiveSampleSize).toBeCloseTo(1e6 / (900 / 0.95 + 100 * 400), 6);
    expect(verdictOf(d)).toBe('SAMPLE_TOO_SMALL');
  });
});

describe('recovery from simulated logs', () => {
  // About the least sample that is not refused: 950 decisions are worth 950 / (½·1/0.06 + ½·1/0.76) = 106 here.
  const options = { n: 950, actions: 5, epsilon: 0.3, modelBias: 0.15 };
  const all = Array.from({ length: 600 }, (_, seed) => {
    const { sample, truth } = epsilonWorld(options, seed + 1);
    return { truth, verdict: verdictOf(diagnose(sample)), found: estimateOffPolicy(sample) };
  });
  const runs = all.filter(({ verdict }) => verdict === null);
  const truth = all[0]?.truth as number;

  it('has support enough by its own rule, mostly', () => {
    expect(runs.length).toBeGreaterThan(540);
    expect(new Set(all.map(({ verdict }) => verdict))).toEqual(new Set([null, 'SAMPLE_TOO_SMALL']));
  });

  it.each(['ips', 'snips', 'dr'] as const)(
    '%s is unbiased, and its intervals hold the truth in 19 of 20 runs',
    (name) => {
      const estimates = runs.map(({ found }) => found[name] ?? found.ips);
      const mean = estimates.reduce((sum, e) => sum + e.value, 0) / runs.length;
      const spread = Math.sqrt(estimates.reduce((sum, e) => sum + (e.value - mean) ** 2, 0) / (runs.length - 1));
      // Four standard errors of the mean over runs; the self-normalised bias of order 1/n is far below that here.
      expect(Math.abs(mean - truth)).toBeLessThan((4 * spread) / Math.sqrt(runs.length));
      const covered = estimates.filter((e) => e.low <= truth && truth <= e.high).length / runs.length;
      expect(covered).toBeGreaterThan(0.92);
      expect(covered).toBeLessThan(0.98);
    },
  );

  it('is narrower with a model, although that is biased, and the logged mean is of another policy', () => {
    const width = (name: 'ips' | 'dr') => runs.reduce((sum, { found }) => sum + (found[name]?.standardError ?? 0), 0);
    expect(width('dr')).toBeLessThan(width('ips'));
    expect(runs.filter(({ found }) => found.logged.low > truth || found.logged.high < truth).length).toBeGreaterThan(
      300,
    );
  });

  it('answers the same for all rows at once and put together from parts', () => {
    const { sample } = epsilonWorld({ ...options, n: 200 }, 7);
    const whole = estimateOffPolicy(sample);
    const part = (from: number, to: number): OffPolicySample => ({
      outcome: sample.outcome.slice(from, to),
      propensity: sample.propensity.slice(from, to),
      target: sample.target.slice(from, to),
      secondMoment: sample.secondMoment.slice(from, to),
      model: sample.model && {
        taken: sample.model.taken.slice(from, to),
        target: sample.model.target.slice(from, to),
      },
    });
    const [a, b] = [estimateOffPolicy(part(0, 50)), estimateOffPolicy(part(50, 200))];
    for (const name of ['ips', 'dr'] as const) {
      expect(whole[name]?.value).toBeCloseTo(0.25 * (a[name]?.value ?? 0) + 0.75 * (b[name]?.value ?? 0), 12);
    }
  });
});
