import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../src/domain/random.js';
import { difference, estimateOf, LEVEL, quantile } from '../../../src/evaluation/bootstrap/interval.js';
import type { Resampled, Statistic } from '../../../src/evaluation/bootstrap/resample.js';
import { resample } from '../../../src/evaluation/bootstrap/resample.js';

const meanOf = (values: ArrayLike<number>): Statistic => ({
  size: 1,
  evaluate({ weight, rows, count }, out) {
    let [sum, n] = [0, 0];
    for (let i = 0; i < count; i++) {
      const q = rows[i] as number;
      sum += (weight[q] as number) * (values[q] as number);
      n += weight[q] as number;
    }
    out[0] = sum / n;
  },
});

const simple = { resamples: 400, strata: null };
const one = async (statistic: Statistic, queries: number, seed = 1, options: Parameters<typeof resample>[2] = simple) =>
  (await resample([statistic], queries, options, seededRng(seed)))[0] as Resampled;

describe('bootstrap', () => {
  it('covers the true mean about as often as it says', async () => {
    const rng = seededRng(42);
    let covered = 0;
    const worlds = 300;
    for (let w = 0; w < worlds; w++) {
      const values = Float64Array.from({ length: 120 }, () => (rng.uniform() < 0.7 ? 1 : 0));
      const { low, high } = estimateOf(await one(meanOf(values), 120, w), 0) ?? { low: 1, high: 0 };
      if ((low as number) <= 0.7 && 0.7 <= (high as number)) covered++;
    }
    // Four standard errors of a share of .95 in 300 worlds are .05; the percentile interval is a little short.
    expect(covered / worlds).toBeGreaterThan(LEVEL - 0.05);
    expect(covered / worlds).toBeLessThan(0.995);
  }, 60_000);

  it('has the standard error of the mean', async () => {
    const rng = seededRng(3);
    const values = Float64Array.from({ length: 400 }, () => rng.normal());
    const r = await one(meanOf(values), 400, 7, { resamples: 2000, strata: null });
    const sd = (x: ArrayLike<number>) => {
      const m = Array.from(x).reduce((s, v) => s + v, 0) / x.length;
      return Math.sqrt(Array.from(x).reduce((s, v) => s + (v - m) ** 2, 0) / x.length);
    };
    const expected = sd(values) / Math.sqrt(400);
    expect(sd(r.replicates) / expected).toBeGreaterThan(0.93);
    expect(sd(r.replicates) / expected).toBeLessThan(1.07);
  });

  it('gives a difference of exactly 0 between equals, and a narrow one between near equals', async () => {
    const rng = seededRng(4);
    const x = Float64Array.from({ length: 200 }, () => rng.normal());
    const shifted = x.map((v) => v + 0.25);
    const [a, b, c] = (await resample([meanOf(x), meanOf(x), meanOf(shifted)], 200, simple, seededRng(0))) as [
      Resampled,
      Resampled,
      Resampled,
    ];
    expect(difference(a, 0, b, 0)).toEqual({ value: 0, low: 0, high: 0 });
    const paired = difference(c, 0, a, 0);
    // The noise of the queries is common to both and goes away; an unpaired interval would be about ±.2 wide.
    expect(paired?.low).toBeCloseTo(0.25, 9);
    expect(paired?.high).toBeCloseTo(0.25, 9);
  });

  it('keeps the size of every stratum', async () => {
    const strata = Int32Array.from({ length: 90 }, (_, q) => (q < 30 ? 0 : 1));
    const inFirst = Float64Array.from(strata, (s) => (s === 0 ? 1 : 0));
    const stratified = await one(meanOf(inFirst), 90, 1, { resamples: 50, strata });
    for (const share of stratified.replicates) expect(share).toBeCloseTo(1 / 3, 12);
    const free = await one(meanOf(inFirst), 90, 1, { resamples: 50, strata: null });
    expect(new Set(free.replicates).size).toBeGreaterThan(5);
  });

  it('gives the same numbers for the same seed', async () => {
    const values = Float64Array.from({ length: 50 }, (_, i) => i % 7);
    expect((await one(meanOf(values), 50, 9)).replicates).toEqual((await one(meanOf(values), 50, 9)).replicates);
    expect((await one(meanOf(values), 50, 9)).replicates).not.toEqual((await one(meanOf(values), 50, 8)).replicates);
  });

  it('leaves out resamples without a value, and has no estimate without one itself', async () => {
    const onlyFirst: Statistic = {
      size: 2,
      evaluate({ weight }, out) {
        out[0] = (weight[0] as number) > 0 ? 1 : Number.NaN;
        out[1] = Number.NaN;
      },
    };
    const r = await one(onlyFirst, 5);
    expect(estimateOf(r, 0)).toEqual({ value: 1, low: 1, high: 1 });
    expect(estimateOf(r, 1)).toBeNull();
  });

  it('stops soon after it is cancelled', async () => {
    const abort = new AbortController();
    const statistic: Statistic = {
      size: 1,
      evaluate() {
        abort.abort();
      },
    };
    await expect(resample([statistic], 10, simple, seededRng(0), abort.signal)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('quantile', () => {
  it('is linear between order statistics', () => {
    expect(quantile([1, 2, 3, 4, 5], 0.5)).toBe(3);
    expect(quantile([1, 2], 0.25)).toBe(1.25);
    expect(quantile([7], 0.975)).toBe(7);
  });
});
