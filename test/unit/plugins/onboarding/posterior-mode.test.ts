import { describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import type { Normal } from '../../../../src/plugins/onboarding/normal.js';
import { independent } from '../../../../src/plugins/onboarding/normal.js';
import type { Term } from '../../../../src/plugins/onboarding/posterior-mode.js';
import { posteriorMode } from '../../../../src/plugins/onboarding/posterior-mode.js';
import { answersTerm, benchmarkTerm } from '../../../../src/plugins/onboarding/terms.js';
// Made by test/fixtures/generators/onboarding-golden.py with numpy and scipy.
import golden from '../../../fixtures/golden/onboarding.json' with { type: 'json' };
import { expectNormal, normalOf } from './golden.js';
import { itemLogOdds, itemVectors } from './linear-space.js';

const { answers, benchmarks } = golden;
const answersOf = (given: Partial<Parameters<typeof answersTerm>[1]> = {}) =>
  answersTerm(itemLogOdds(itemVectors(answers.items)), {
    query: answers.items.map((_, q) => q),
    performance: answers.performance,
    weight: answers.weight,
    ...given,
  });

describe('mode and Laplace covariance', () => {
  it('of six graded, weighted answers are those of scipy', () => {
    expectNormal(posteriorMode(normalOf(answers.prior), [answersOf()]), answers.posterior);
  });

  it('of published scores are those of scipy', () => {
    const logOdds = itemLogOdds(itemVectors(benchmarks.items));
    const terms = (['first', 'second'] as const).map((name) =>
      benchmarkTerm(logOdds, { queries: benchmarks.groups[name], score: benchmarks.scores[name], deviation: 0.1 }),
    );
    expectNormal(posteriorMode(normalOf(benchmarks.prior), terms), benchmarks.posterior);
  });

  it('of one answer in one dimension solve θ·λ = y − σ(θ), and 1 / (λ + P̂·(1 − P̂))', () => {
    // θ = ln 3 has σ(θ) = ¾, so a prior precision of ¼ / ln 3 puts the mode there when y = 1.
    const precision = 0.25 / Math.log(3);
    const logOdds = itemLogOdds(itemVectors([[1, 0]]));
    const term = answersTerm(logOdds, { query: [0], performance: [1], weight: [1] });
    const { mean, covariance } = posteriorMode(independent([0], [precision ** -0.5]), [term]);
    expect(mean[0]).toBeCloseTo(Math.log(3), 5);
    expect(covariance[0]).toBeCloseTo(1 / (precision + 0.75 * 0.25), 5);
  });

  it('without terms are the prior itself', () => {
    const prior = normalOf(answers.prior);
    expect(posteriorMode(prior, [])).toBe(prior);
  });
});

describe('derivatives of the terms against differences of their values', () => {
  const theta = Float64Array.of(0.3, -0.6, 0.9);
  const H = 1e-5;
  const moved = (k: number, by: number) => theta.map((t, i) => (i === k ? t + by : t));

  function gradientAt(term: Term, at: Float64Array): Float64Array {
    const gradient = new Float64Array(at.length);
    expect(term.accumulate(at, gradient, new Float64Array(at.length ** 2))).toBeCloseTo(term.value(at), 12);
    return gradient;
  }

  const comparison = { offset: [0.4, -1, 0.2, 0, 2, -0.3], scale: [1, 0.8, 0.5, 0.9, 0.7, 0.6] };
  const likelihoods: readonly (readonly [string, Term])[] = [
    ['answers', answersOf()],
    ['comparisons (Bradley and Terry)', answersOf({ ...comparison, performance: [1, 0, 1, 1, 0, 1] })],
  ];

  it.each([
    ...likelihoods,
    [
      'published scores',
      benchmarkTerm(itemLogOdds(itemVectors(answers.items)), { queries: [0, 2, 3, 5], score: 0.9, deviation: 0.1 }),
    ] as const,
  ])('gradient of %s', (_, term) => {
    gradientAt(term, theta).forEach((g, k) =>
      expect(g).toBeCloseTo((term.value(moved(k, H)) - term.value(moved(k, -H))) / (2 * H), 6),
    );
  });

  it.each(likelihoods)('curvature of %s', (_, term) => {
    const curvature = new Float64Array(9);
    term.accumulate(theta, new Float64Array(3), curvature);
    for (let k = 0; k < 3; k++) {
      const [above, below] = [gradientAt(term, moved(k, H)), gradientAt(term, moved(k, -H))];
      for (let i = 0; i < 3; i++) {
        expect(curvature[i * 3 + k]).toBeCloseTo(((above[i] as number) - (below[i] as number)) / (2 * H), 6);
      }
    }
  });

  it('curvature of published scores is that of Gauss and Newton: exact where the mean meets the score', () => {
    const logOdds = itemLogOdds(matrix(1, 4, Float32Array.of(1, 0.5, 2, 0)));
    const x = 0.3 - 0.3 + 1.8;
    const p = 1 / (1 + Math.exp(-x));
    const term = benchmarkTerm(logOdds, { queries: [0], score: p, deviation: 0.2 });
    const curvature = new Float64Array(9);
    term.accumulate(theta, new Float64Array(3), curvature);
    const a = [1, 0.5, 2];
    curvature.forEach((c, i) =>
      expect(c).toBeCloseTo(((p * (1 - p)) ** 2 * a[i % 3]! * a[Math.floor(i / 3)]!) / 0.04, 8),
    );
  });
});

describe('a comparison', () => {
  const term = (winner: 0 | 1, offset: number): Term =>
    answersTerm(itemLogOdds(itemVectors([[1, 0]])), {
      query: [0],
      performance: [winner],
      weight: [1],
      offset: [offset],
      scale: [1],
    });
  const prior: Normal = independent([0], [1]);

  it('is Bradley and Terry: −ln σ(difference in log-odds)', () => {
    expect(term(1, 0.7).value(Float64Array.of(0.2))).toBeCloseTo(Math.log(1 + Math.exp(0.5)), 12);
    expect(term(0, 0.7).value(Float64Array.of(0.2))).toBeCloseTo(Math.log(1 + Math.exp(-0.5)), 12);
  });

  it('says more where it was unexpected', () => {
    const after = (winner: 0 | 1, offset: number) => posteriorMode(prior, [term(winner, offset)]).mean[0] as number;
    expect(after(1, 0)).toBeCloseTo(-after(0, 0), 6);
    expect(after(1, 2)).toBeGreaterThan(after(1, 0));
    expect(after(1, 0)).toBeGreaterThan(after(1, -2));
    expect(after(1, -2)).toBeGreaterThan(0);
  });
});
