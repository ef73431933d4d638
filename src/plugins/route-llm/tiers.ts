/**
 * Cuts sorted values into at most `tiers` runs of least summed squared distance to the mean of their run (dynamic programming, as the
 * published code of RouteLLM puts LLMs into tiers). `ratings` in any order; the answer is the tier of each, 0 for the lowest.
 */
export function tiersOf(ratings: ArrayLike<number>, tiers: number): Uint8Array {
  const n = ratings.length;
  const order = Array.from({ length: n }, (_, i) => i);
  order.sort((i, j) => (ratings[i] as number) - (ratings[j] as number) || i - j);
  const sorted = order.map((i) => ratings[i] as number);
  const count = Math.min(tiers, n);
  /** cost[t][i]: least cost of the first i values in t + 1 runs; from[t][i]: where the last of them starts. */
  const cost = Array.from({ length: count }, () => new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY));
  const from = Array.from({ length: count }, () => new Uint32Array(n + 1));
  for (let i = 0; i <= n; i++) (cost[0] as Float64Array)[i] = spread(sorted, 0, i);
  for (let t = 1; t < count; t++) {
    for (let i = t + 1; i <= n; i++) {
      for (let start = t; start < i; start++) {
        const total = ((cost[t - 1] as Float64Array)[start] as number) + spread(sorted, start, i);
        if (total >= ((cost[t] as Float64Array)[i] as number)) continue;
        (cost[t] as Float64Array)[i] = total;
        (from[t] as Uint32Array)[i] = start;
      }
    }
  }
  const out = new Uint8Array(n);
  for (let t = count - 1, end = n; t >= 0; t--) {
    const start = t === 0 ? 0 : ((from[t] as Uint32Array)[end] as number);
    for (let i = start; i < end; i++) out[order[i] as number] = t;
    end = start;
  }
  return out;
}

/** Σ (x − mean)² of the values from `start` up to `end`. */
function spread(values: readonly number[], start: number, end: number): number {
  const run = values.slice(start, end);
  const mean = run.reduce((sum, x) => sum + x, 0) / Math.max(1, run.length);
  return run.reduce((sum, x) => sum + (x - mean) ** 2, 0);
}
