import type { Estimate } from '../report.js';
import type { Resampled } from './resample.js';

/** Share of the sampling distribution inside an interval. */
export const LEVEL = 0.95;

/** Quantile of sorted numbers, linear between order statistics (type 7 of Hyndman and Fan). At least one number. */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const a = sorted[low] as number;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return a + (b - a) * (at - low);
}

/**
 * A value with the percentile interval of its replicates. Resamples in which it has no value do not count; null when it
 * has no value itself.
 */
export function estimate(value: number, replicates: Float64Array): Estimate | null {
  if (!Number.isFinite(value)) return null;
  const sorted = replicates.filter((x) => Number.isFinite(x)).sort();
  if (sorted.length === 0) return { value, low: null, high: null };
  return { value, low: quantile(sorted, (1 - LEVEL) / 2), high: quantile(sorted, (1 + LEVEL) / 2) };
}

/** The replicates of one figure, a view. */
export const replicatesOf = ({ replicates, resamples }: Resampled, figure: number): Float64Array =>
  replicates.subarray(figure * resamples, (figure + 1) * resamples);

export const estimateOf = (r: Resampled, figure: number): Estimate | null =>
  estimate(r.values[figure] as number, replicatesOf(r, figure));

/**
 * The same for a figure of 0 or more that grows with noise, such as a calibration error: resamples hold more noise than the
 * data, so the replicates are moved by the difference between their mean and the value before the percentiles are taken.
 */
export function shiftedEstimateOf(r: Resampled, figure: number): Estimate | null {
  const value = r.values[figure] as number;
  const finite = replicatesOf(r, figure).filter((x) => Number.isFinite(x));
  const bias = finite.length > 0 ? finite.reduce((sum, x) => sum + x, 0) / finite.length - value : 0;
  return estimate(
    value,
    finite.map((x) => Math.max(0, x - bias)),
  );
}

/** Figure of `x` − figure of `y`, resample by resample: the two were computed on the same queries. */
export function difference(x: Resampled, i: number, y: Resampled, j: number): Estimate | null {
  const a = replicatesOf(x, i);
  const b = replicatesOf(y, j);
  return estimate(
    (x.values[i] as number) - (y.values[j] as number),
    a.map((v, k) => v - (b[k] as number)),
  );
}
