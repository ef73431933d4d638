import { describe, expect, it } from 'vitest';
import { holm } from '../../../../src/domain/drift/holm.js';
import { kolmogorovSmirnov } from '../../../../src/domain/drift/kolmogorov-smirnov.js';
import { predictionBias } from '../../../../src/domain/drift/prediction-bias.js';
import { shareShift } from '../../../../src/domain/drift/share-shift.js';
import type { Rng } from '../../../../src/domain/random.js';
import { seededRng } from '../../../../src/domain/random.js';

const RUNS = 2000;
const LEVEL = 0.05;
/** Four standard deviations of a share of RUNS at the level. */
const SLACK = 4 * Math.sqrt((LEVEL * (1 - LEVEL)) / RUNS);

/** Share of simulated pairs of windows in which a test rejects at LEVEL. */
function rejects(pValue: (rng: Rng) => number, runs = RUNS): number {
  let count = 0;
  for (let run = 0; run < runs; run++) if (pValue(seededRng(run)) <= LEVEL) count++;
  return count / runs;
}

const similarities = (rng: Rng, n: number, shift: number) =>
  Float32Array.from({ length: n }, () => Math.min(1, 0.6 + shift + 0.12 * rng.normal())).sort();
const distance = (shift: number) => (rng: Rng) =>
  kolmogorovSmirnov(similarities(rng, 400, 0), similarities(rng, 150, shift)).pValue;

/** Scores of 0 or 1, right on average at an offset of 0. */
const bias = (n: number, from: number, offset: number) => (rng: Rng) => {
  const predicted = Float64Array.from({ length: n }, () => from + (0.99 - from) * rng.uniform());
  return predictionBias(
    predicted,
    predicted.map((p) => (rng.uniform() < p + offset ? 1 : 0)),
  ).pValue;
};

function draws(rng: Rng, n: number, shares: readonly number[]): Float64Array {
  const counts = new Float64Array(shares.length);
  for (let i = 0; i < n; i++) {
    let u = rng.uniform();
    const c = shares.findIndex((share) => (u -= share) < 0);
    const at = c < 0 ? shares.length - 1 : c;
    counts[at] = (counts[at] as number) + 1;
  }
  return counts;
}
const EVEN = [0.4, 0.3, 0.15, 0.1, 0.03, 0.01, 0.01];
const MOVED = [0.28, 0.42, 0.15, 0.1, 0.03, 0.01, 0.01];
const shares = (recent: readonly number[]) => (rng: Rng) =>
  shareShift(draws(rng, 800, EVEN), draws(rng, 300, recent))?.pValue as number;

describe('without drift', () => {
  it.each([
    ['distance', distance(0)],
    ['bias of calibrated predictions', bias(120, 0.2, 0)],
    ['bias of confident predictions at the least variance', bias(190, 0.9, 0)],
    ['shares with rare LLMs', shares(EVEN)],
  ])('%s rejects at the nominal rate', (_, pValue) => {
    const rate = rejects(pValue);
    expect(rate).toBeLessThanOrEqual(LEVEL + SLACK);
    expect(rate).toBeGreaterThan(LEVEL / 4);
  });

  it('a whole report of checks rejects anything at the nominal rate', () => {
    const rate = rejects((rng) => Math.min(...holm([distance(0)(rng), bias(120, 0.2, 0)(rng), shares(EVEN)(rng)])));
    expect(rate).toBeLessThanOrEqual(LEVEL + SLACK);
  });

  it('scores between 0 and 1 make the test of bias conservative', () => {
    const rate = rejects((rng) => {
      const predicted = Float64Array.from({ length: 120 }, () => 0.3 + 0.4 * rng.uniform());
      return predictionBias(
        predicted,
        predicted.map((p) => p + 0.3 * (rng.uniform() - rng.uniform())),
      ).pValue;
    });
    expect(rate).toBeLessThan(LEVEL / 4);
  });
});

describe('with drift', () => {
  it.each([
    // Half a standard deviation, which is D = 0.2.
    ['distance', distance(-0.06), 0.95],
    ['bias', bias(300, 0.3, -0.1), 0.9],
    ['shares', shares(MOVED), 0.9],
  ])('%s rejects', (_, pValue, power) => {
    expect(rejects(pValue, 500)).toBeGreaterThan(power);
  });

  it('effects are recovered', () => {
    const rng = seededRng(8);
    const found = kolmogorovSmirnov(similarities(rng, 20_000, 0), similarities(rng, 20_000, -0.06));
    // 2Φ(d/2) − 1 at d = 0.5.
    expect(found.statistic).toBeCloseTo(0.1974, 1);
    const moved = shareShift(draws(rng, 50_000, EVEN), draws(rng, 50_000, MOVED));
    const exact = EVEN.reduce((sum, q, c) => {
      const r = MOVED[c] as number;
      return sum + (r - q) * Math.log(r / q);
    }, 0);
    expect(moved?.stability).toBeCloseTo(exact, 2);
  });
});
