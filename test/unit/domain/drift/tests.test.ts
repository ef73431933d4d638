import { describe, expect, it } from 'vitest';
import { holm } from '../../../../src/domain/drift/holm.js';
import { kolmogorovSmirnov, median } from '../../../../src/domain/drift/kolmogorov-smirnov.js';
import { predictionBias } from '../../../../src/domain/drift/prediction-bias.js';
import { shareShift } from '../../../../src/domain/drift/share-shift.js';
import { chiSquareTail, erfc, kolmogorovTail, normalTwoSided } from '../../../../src/domain/drift/tails.js';
import { seededRng } from '../../../../src/domain/random.js';
// Made by test/fixtures/generators/drift-golden.py with scipy.
import golden from '../../../fixtures/golden/drift.json' with { type: 'json' };

const close = (found: number, wanted: number, digits = 1e-11) =>
  expect(Math.abs(found - wanted), `${found} is not ${wanted}`).toBeLessThanOrEqual(digits * Math.abs(wanted) + 1e-300);

describe('golden values of scipy', () => {
  it('has the tails to 11 digits, far out too', () => {
    for (const [x, tail] of golden.erfc as [number, number][]) close(erfc(x), tail);
    for (const [x, tail] of golden.kolmogorov as [number, number][]) close(kolmogorovTail(x), tail);
    for (const [x, df, tail] of golden.chiSquare as [number, number, number][]) close(chiSquareTail(x, df), tail);
  });

  it.each(golden.ks.map((c) => [c.a.length, c.b.length, c] as const))('compares samples of %i and %i', (_m, _n, c) => {
    const found = kolmogorovSmirnov(c.a, c.b);
    close(found.statistic, c.statistic);
    close(found.pValue, c.pValue);
    expect([median(c.a), median(c.b)]).toEqual(c.medians);
    const share = (sample: readonly number[]) => sample.filter((x) => x <= found.at).length / sample.length;
    expect(Math.abs(share(c.a) - share(c.b))).toBeCloseTo(c.statistic, 12);
  });

  it.each(golden.shares)('compares shares $reference with $recent', (c) => {
    const found = shareShift(c.reference, c.recent);
    close(found?.statistic as number, c.statistic);
    close(found?.pValue as number, c.pValue);
    close(found?.stability as number, c.stability);
    expect(found).toMatchObject({ degreesOfFreedom: c.degreesOfFreedom, pooled: 0 });
  });

  it.each(golden.bias.map((c) => [c.scores.length, c] as const))('finds the bias of %i predictions', (_, c) => {
    const found = predictionBias(c.predicted, c.scores);
    close(found.bias, c.bias);
    close(found.statistic, c.statistic, 1e-10);
    close(found.pValue, c.pValue, 1e-10);
    expect([found.low, found.high].map((x) => x.toFixed(7))).toEqual(c.interval.map((x) => x.toFixed(7)));
  });

  it('corrects p-values', () => {
    for (const { pValues, corrected } of golden.holm) {
      holm(pValues).forEach((p, i) => close(p, corrected[i] as number));
    }
  });
});

describe('extremes', () => {
  it('finds nothing between a sample and itself, and everything between separate ones', () => {
    const sample = [0.1, 0.2, 0.2, 0.9];
    expect(kolmogorovSmirnov(sample, sample)).toMatchObject({ statistic: 0, pValue: 1 });
    const low = new Float32Array(200).fill(0.2);
    const high = new Float32Array(300).fill(0.9);
    expect(kolmogorovSmirnov(low, high).statistic).toBe(1);
    expect(kolmogorovSmirnov(low, high).pValue).toBeLessThan(1e-50);
    expect(kolmogorovSmirnov(high, low).at).toBeCloseTo(0.2, 6);
    expect(median([3])).toBe(3);
  });

  it('has no share shift without counts, with one category, or where all are rare', () => {
    expect(shareShift([0, 0], [3, 4])).toBeNull();
    expect(shareShift([40], [60])).toMatchObject({ statistic: 0, degreesOfFreedom: 0, pValue: 1, stability: 0 });
    const rare = shareShift(new Array<number>(20).fill(1), new Array<number>(20).fill(0).with(0, 4));
    expect(rare).toMatchObject({ degreesOfFreedom: 0, pValue: 1, pooled: 20 });
  });

  it('counts rare categories together, and sees one that came', () => {
    const found = shareShift([500, 480, 2, 3, 4, 3, 0], [500, 480, 3, 2, 2, 5, 0]);
    expect(found).toMatchObject({ degreesOfFreedom: 2, pooled: 4 });
    const came = shareShift([500, 0], [300, 200]);
    expect(came?.stability).toBeGreaterThan(1);
    expect(came?.stability).toBeLessThan(Infinity);
  });

  it('does not take right answers to confident predictions for a bias', () => {
    const found = predictionBias(new Float64Array(40).fill(0.96), new Float64Array(40).fill(1));
    expect(found.pValue).toBeGreaterThan(0.1);
    expect(found.low).toBeLessThan(0);
    expect(predictionBias([1, 0], [1, 0])).toMatchObject({ bias: 0, variance: 0, statistic: 0, pValue: 1 });
  });

  it('keeps tails in [0, 1]', () => {
    expect([erfc(0), normalTwoSided(0), chiSquareTail(0, 3), kolmogorovTail(0)]).toEqual([1, 1, 1, 1]);
    expect([erfc(40), chiSquareTail(5000, 8), kolmogorovTail(50)]).toEqual([0, 0, 0]);
    expect([...holm([])]).toEqual([]);
  });
});

describe('order', () => {
  const rng = seededRng(3);
  it('of decisions and categories does not matter', () => {
    const rows = Array.from({ length: 200 }, () => [rng.uniform(), rng.uniform()] as const);
    const of = (some: typeof rows) =>
      predictionBias(
        some.map(([p]) => p),
        some.map(([, y]) => y),
      );
    const [a, b] = [of(rows), of(rng.shuffle([...rows]))];
    close(b.statistic, a.statistic, 1e-9);
    close(b.bias, a.bias, 1e-9);
    const one = shareShift([50, 30, 90, 4], [60, 20, 70, 9]);
    const other = shareShift([4, 90, 30, 50], [9, 70, 20, 60]);
    close(other?.statistic as number, one?.statistic as number);
    close(other?.stability as number, one?.stability as number);
  });

  it('of the windows changes no statistic, and of the checks no correction', () => {
    const sample = (n: number) => Float64Array.from({ length: n }, () => rng.normal()).sort();
    const [a, b] = [sample(70), sample(90)];
    expect(kolmogorovSmirnov(a, b)).toEqual(kolmogorovSmirnov(b, a));
    const p = [0.2, 0.001, 0.03];
    expect([...holm(p)].reverse()).toEqual([...holm([...p].reverse())]);
    close(shareShift([30, 70], [45, 40])?.pValue as number, shareShift([45, 40], [30, 70])?.pValue as number);
  });
});
