/** Total costs and performances of the same policy at several α. */
export interface Points {
  readonly cost: ArrayLike<number>;
  readonly performance: ArrayLike<number>;
}

/**
 * AIQ (RouterBench, 2024, section 3): the mean, over the cost range [low, high], of the best performance that mixing the
 * points can reach at a cost. The mixtures form the non-decreasing hull of the points and of (0, 0), which is not asking
 * at all. Divided by the length of the range; RouterBench's code divides by `high`. NaN for an empty range or no points.
 */
export function areaUnderHull({ cost, performance }: Points, low: number, high: number): number {
  if (!(high > low) || cost.length === 0) return Number.NaN;
  const order = Array.from(cost, (_, i) => i).sort(
    (i, j) => (cost[i] as number) - (cost[j] as number) || (performance[i] as number) - (performance[j] as number),
  );
  const x = [0];
  const y = [0];
  for (const i of order) {
    const [c, p] = [cost[i] as number, performance[i] as number];
    // Dearer and no better: the hull does not fall.
    if (p <= (y.at(-1) as number)) continue;
    while (x.length > 0 && isBelow(x, y, c, p)) {
      x.pop();
      y.pop();
    }
    x.push(c);
    y.push(p);
  }
  let area = 0;
  for (let i = 0; i < x.length; i++) {
    const [from, to] = [x[i] as number, i + 1 < x.length ? (x[i + 1] as number) : Number.POSITIVE_INFINITY];
    const [a, b] = [Math.max(from, low), Math.min(to, high)];
    if (b <= a) continue;
    const slope = i + 1 < x.length ? ((y[i + 1] as number) - (y[i] as number)) / (to - from) : 0;
    area += (b - a) * ((y[i] as number) + slope * ((a + b) / 2 - from));
  }
  return area / (high - low);
}

/** Whether the last point lies on or below the line from the one before it to (c, p), or above the same cost as it. */
function isBelow(x: readonly number[], y: readonly number[], c: number, p: number): boolean {
  const n = x.length;
  const [x1, y1] = [x[n - 1] as number, y[n - 1] as number];
  if (x1 === c) return true;
  if (n < 2) return false;
  const [x0, y0] = [x[n - 2] as number, y[n - 2] as number];
  return (y1 - y0) * (c - x0) <= (p - y0) * (x1 - x0);
}
