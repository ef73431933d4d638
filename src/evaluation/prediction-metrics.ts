/** How well P̂ predicts y. All arrays are [pairs], both in [0, 1]; y is cut at 0.5 where a class is needed. */
export interface PredictionMetrics {
  /** Area under the ROC curve with ties at their mid-rank; null when only one class occurs. */
  readonly auc: number | null;
  readonly accuracy: number;
  readonly rmse: number;
  readonly mae: number;
  /** Mean squared error of a probability (Brier 1950). */
  readonly brier: number;
  /** Expected calibration error over 10 bins of equal width (Guo et al. 2017). */
  readonly ece: number;
}

const BINS = 10;
const CUT = 0.5;

/** Throws RangeError for arrays of unequal length; null for no pairs. */
export function predictionMetrics(predicted: Float32Array, observed: Float32Array): PredictionMetrics | null {
  if (predicted.length !== observed.length) {
    throw new RangeError(`${predicted.length} predictions do not fit ${observed.length} observations`);
  }
  const n = predicted.length;
  if (n === 0) return null;
  let right = 0;
  let absolute = 0;
  let squared = 0;
  for (let i = 0; i < n; i++) {
    const p = predicted[i] as number;
    const y = observed[i] as number;
    if (p >= CUT === y >= CUT) right++;
    absolute += Math.abs(p - y);
    squared += (p - y) ** 2;
  }
  const brier = squared / n;
  return {
    auc: auc(predicted, observed),
    accuracy: right / n,
    rmse: Math.sqrt(brier),
    mae: absolute / n,
    brier,
    ece: expectedCalibrationError(predicted, observed),
  };
}

/** Probability that a random positive is ranked above a random negative (Mann–Whitney U / (n₊·n₋)). */
export function auc(predicted: Float32Array, observed: Float32Array): number | null {
  const order = Uint32Array.from(predicted, (_, i) => i).sort(
    (x, y) => (predicted[x] as number) - (predicted[y] as number),
  );
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    const value = predicted[order[start] as number] as number;
    while (end < order.length && predicted[order[end] as number] === value) end++;
    const midRank = (start + end + 1) / 2;
    for (let i = start; i < end; i++) {
      if ((observed[order[i] as number] as number) >= CUT) {
        positives++;
        rankSum += midRank;
      }
    }
    start = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Σ over bins of (share of pairs) · |mean P̂ − mean y|. */
export function expectedCalibrationError(predicted: Float32Array, observed: Float32Array): number {
  const gap = new Float64Array(BINS);
  for (let i = 0; i < predicted.length; i++) {
    const p = predicted[i] as number;
    const bin = Math.min(BINS - 1, Math.floor(p * BINS));
    gap[bin] = (gap[bin] as number) + p - (observed[i] as number);
  }
  return gap.reduce((sum, g) => sum + Math.abs(g), 0) / Math.max(1, predicted.length);
}
