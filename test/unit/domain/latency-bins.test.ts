import { describe, expect, it } from 'vitest';
import { LATENCY_BINS, binnedPercentile, latencyBin } from '../../../src/domain/latency-bins.js';
import { seededRng } from '../../../src/domain/random.js';

describe('binned latencies', () => {
  it('give the nearest-rank percentile within 9.6 %', () => {
    const rng = seededRng(4);
    for (const n of [1, 2, 10, 999]) {
      const values = Array.from({ length: n }, () => Math.exp(7 * rng.uniform() - 2)).sort((a, b) => a - b);
      const counts = new Float64Array(LATENCY_BINS);
      for (const ms of values) (counts[latencyBin(ms)] as number) += 1;
      for (const p of [0.01, 0.5, 0.9, 0.99, 1]) {
        const exact = values[Math.max(1, Math.ceil(p * n)) - 1] as number;
        expect(Math.abs(Math.log((binnedPercentile(counts, p) as number) / exact))).toBeLessThan(Math.log(1.096));
      }
    }
  });

  it('hold the extremes', () => {
    expect([0, 0.0999, -1, Number.NaN].map(latencyBin)).toEqual([0, 0, 0, 0]);
    expect([0.1, 1e9, Infinity].map(latencyBin)).toEqual([1, 63, 63]);
    const only = (bin: number) => Float64Array.from({ length: LATENCY_BINS }, (_, i) => (i === bin ? 3 : 0));
    expect(binnedPercentile(only(0), 0.5)).toBe(0.1);
    expect(binnedPercentile(only(63), 0.5)).toBeCloseTo(0.1 * 1.2 ** 62, 6);
    expect(binnedPercentile(new Float64Array(LATENCY_BINS), 0.5)).toBeNull();
  });
});
