import type { ReliabilityBin } from '../report.js';
import type { Pairs } from './prediction-statistic.js';
import { binOf, BINS } from './prediction-statistic.js';

/** Mean prediction against mean observation in bins of equal width, empty ones left out (Guo et al. 2017). */
export function reliability({ predicted, observed }: Pairs): ReliabilityBin[] {
  const count = new Float64Array(BINS);
  const p = new Float64Array(BINS);
  const y = new Float64Array(BINS);
  for (let i = 0; i < predicted.length; i++) {
    const b = binOf(predicted[i] as number);
    count[b] = (count[b] as number) + 1;
    p[b] = (p[b] as number) + (predicted[i] as number);
    y[b] = (y[b] as number) + (observed[i] as number);
  }
  return Array.from(count.keys()).flatMap((b) => {
    const n = count[b] as number;
    if (n === 0) return [];
    const bin = { from: b / BINS, to: (b + 1) / BINS, count: n };
    return [{ ...bin, meanPredicted: (p[b] as number) / n, meanObserved: (y[b] as number) / n }];
  });
}
