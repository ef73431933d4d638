import type { Statistic } from '../bootstrap/resample.js';

/** Figure by figure the mean over statistics of one size; a figure that one of them has no value for is left out of its mean. */
export function meanStatistic(parts: readonly Statistic[]): Statistic {
  const size = parts[0]?.size ?? 0;
  const scratch = new Float64Array(size);
  const count = new Float64Array(size);
  return {
    size,
    evaluate(sample, out) {
      out.fill(0);
      count.fill(0);
      for (const part of parts) {
        part.evaluate(sample, scratch);
        for (let f = 0; f < size; f++) {
          const x = scratch[f] as number;
          if (!Number.isFinite(x)) continue;
          out[f] = (out[f] as number) + x;
          count[f] = (count[f] as number) + 1;
        }
      }
      for (let f = 0; f < size; f++) out[f] = (out[f] as number) / (count[f] as number);
    },
  };
}
