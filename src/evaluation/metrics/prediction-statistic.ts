import type { Statistic } from '../bootstrap/resample.js';

/** Observed query × LLM pairs of one router. All [pairs]. */
export interface Pairs {
  readonly query: Int32Array;
  /** P̂ in [0, 1]. */
  readonly predicted: Float32Array;
  /** y in [0, 1]. */
  readonly observed: Float32Array;
}

/** Places of the figures in the output of a prediction statistic. */
export const PREDICTION = { auc: 0, aucAtHalf: 1, accuracy: 2, rmse: 3, mae: 4, brier: 5, ece: 6 } as const;

export const BINS = 10;
export const CUT = 0.5;
export const binOf = (predicted: number): number => Math.min(BINS - 1, Math.floor(predicted * BINS));

const PER_QUERY = 7;

/**
 * How well P̂ predicts y, for weighted queries. The pairs are sorted once by prediction; each resample is then one walk over
 * them, which gives the area under the ROC curve with ties at mid-rank and the calibration error of every bin.
 */
export function predictionStatistic(pairs: Pairs, queries: number): Statistic {
  const n = pairs.predicted.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort(
    (i, j) => (pairs.predicted[i] as number) - (pairs.predicted[j] as number),
  );
  const query = Int32Array.from(order, (i) => pairs.query[i] as number);
  const predicted = Float32Array.from(order, (i) => pairs.predicted[i] as number);
  const positive = Float64Array.from(order, (i) => ((pairs.observed[i] as number) >= CUT ? 1 : 0));
  const residual = Float64Array.from(order, (i) => (pairs.predicted[i] as number) - (pairs.observed[i] as number));
  const endsTie = Uint8Array.from(predicted, (p, i) => (i + 1 === n || predicted[i + 1] !== p ? 1 : 0));
  const endsBin = Uint8Array.from(predicted, (p, i) =>
    i + 1 === n || binOf(predicted[i + 1] as number) !== binOf(p) ? 1 : 0,
  );
  const sums = perQuery(pairs, queries);
  const total = new Float64Array(PER_QUERY);
  return {
    size: Object.keys(PREDICTION).length,
    evaluate({ weight, rows, count }, out) {
      total.fill(0);
      for (let i = 0; i < count; i++) {
        const q = rows[i] as number;
        for (let k = 0; k < PER_QUERY; k++) {
          total[k] = (total[k] as number) + (weight[q] as number) * (sums[q * PER_QUERY + k] as number);
        }
      }
      const [size, absolute, squared, truePositive, positives, trueNegative, negatives] = total as unknown as Sums;
      let [below, tiePositive, tieNegative, ordered, gap, miscalibrated] = [0, 0, 0, 0, 0, 0];
      for (let i = 0; i < n; i++) {
        const w = weight[query[i] as number] as number;
        // Without a branch: which class comes next cannot be guessed, and a wrong guess costs more than the product.
        const p = w * (positive[i] as number);
        tiePositive += p;
        tieNegative += w - p;
        gap += w * (residual[i] as number);
        if (endsTie[i] === 0) continue;
        ordered += tiePositive * (below + tieNegative / 2);
        below += tieNegative;
        tiePositive = tieNegative = 0;
        if (endsBin[i] === 0) continue;
        miscalibrated += Math.abs(gap);
        gap = 0;
      }
      out[PREDICTION.auc] = ordered / (positives * negatives);
      out[PREDICTION.aucAtHalf] = (truePositive / positives + trueNegative / negatives) / 2;
      out[PREDICTION.accuracy] = (truePositive + trueNegative) / size;
      out[PREDICTION.rmse] = Math.sqrt(squared / size);
      out[PREDICTION.mae] = absolute / size;
      out[PREDICTION.brier] = squared / size;
      out[PREDICTION.ece] = miscalibrated / size;
    },
  };
}

type Sums = readonly [number, number, number, number, number, number, number];

/** [queries × PER_QUERY]: pairs, Σ|P̂ − y|, Σ(P̂ − y)², true positives, positives, true negatives, negatives. */
function perQuery({ query, predicted, observed }: Pairs, queries: number): Float64Array {
  const out = new Float64Array(queries * PER_QUERY);
  for (let i = 0; i < query.length; i++) {
    const p = predicted[i] as number;
    const y = observed[i] as number;
    const at = (query[i] as number) * PER_QUERY;
    const isPositive = y >= CUT;
    const says = p >= CUT;
    const add = (k: number, x: number) => (out[at + k] = (out[at + k] as number) + x);
    add(0, 1);
    add(1, Math.abs(p - y));
    add(2, (p - y) ** 2);
    add(isPositive ? 4 : 6, 1);
    if (says === isPositive) add(isPositive ? 3 : 5, 1);
  }
  return out;
}
