/**
 * Threshold curve of a binary router on held-out queries: what happens when the strong LLM gets the queries whose win rate
 * reaches a threshold. Points are ordered by rising share of strong, hence by falling threshold.
 */
export interface ThresholdCurve {
  /** [points] win rate; the first is NEVER, the last 0. */
  readonly thresholds: Float64Array;
  /** [points] share of queries for the strong LLM, 0 to 1, rising. */
  readonly strongShare: Float64Array;
  /** [points] mean performance. */
  readonly performance: Float64Array;
}

/** A threshold above every win rate: the strong LLM is never asked. */
export const NEVER = 2;

/** Points kept at most: steps of half a per cent of the queries tell apart all that a few thousand queries can. */
const POINTS = 200;

/**
 * The curve from held-out win rates and true performances, all [queries] with at least one query. Thresholds lie half-way between neighbouring win
 * rates, so that rounding does not decide; queries of equal win rate are never parted.
 */
export function thresholdCurve(
  winRates: ArrayLike<number>,
  strong: ArrayLike<number>,
  weak: ArrayLike<number>,
): ThresholdCurve {
  const n = winRates.length;
  const order = Array.from({ length: n }, (_, i) => i);
  order.sort((i, j) => (winRates[j] as number) - (winRates[i] as number) || i - j);
  let performance = 0;
  for (let i = 0; i < n; i++) performance += (weak[i] as number) / n;
  const points: [number, number, number][] = [[NEVER, 0, performance]];
  const step = n / POINTS;
  let next = step;
  for (let i = 0; i < n; i++) {
    const q = order[i] as number;
    performance += ((strong[q] as number) - (weak[q] as number)) / n;
    const here = winRates[q] as number;
    if (i + 1 === n) points.push([0, 1, performance]);
    else {
      const below = winRates[order[i + 1] as number] as number;
      if (i + 1 < next || here === below) continue;
      points.push([(here + below) / 2, (i + 1) / n, performance]);
      next = i + 1 + step;
    }
  }
  const column = (c: 0 | 1 | 2) => Float64Array.from(points, (p) => p[c]);
  return { thresholds: column(0), strongShare: column(1), performance: column(2) };
}

/**
 * Points of the upper hull of performance over share, from share 0 to share 1: for any price of a call of the strong LLM one of them is
 * the best, and a dearer call never means more calls. Which is isotonic regression of the gain on the win rate.
 */
export function upperHull({ strongShare: x, performance: y }: ThresholdCurve): Uint32Array {
  const hull: number[] = [];
  for (let i = 0; i < x.length; i++) {
    while (hull.length >= 2) {
      const a = hull[hull.length - 2] as number;
      const b = hull[hull.length - 1] as number;
      const ab = ((y[b] as number) - (y[a] as number)) * ((x[i] as number) - (x[a] as number));
      const ai = ((y[i] as number) - (y[a] as number)) * ((x[b] as number) - (x[a] as number));
      if (ab > ai) break;
      hull.pop();
    }
    hull.push(i);
  }
  return Uint32Array.from(hull);
}

/**
 * Average performance gap recovered (Ong et al. 2024, section 2.2): the area under the curve over the share of strong, 0 for the weak
 * LLM alone and 1 for the strong one alone, 0.5 for choices at random. Null where both do equally well.
 */
export function averageGapRecovered({ strongShare: x, performance: y }: ThresholdCurve): number | null {
  const last = x.length - 1;
  const gap = (y[last] as number) - (y[0] as number);
  if (gap === 0) return null;
  let area = 0;
  for (let i = 1; i <= last; i++) {
    area += (((x[i] as number) - (x[i - 1] as number)) * ((y[i] as number) + (y[i - 1] as number))) / 2;
  }
  return (area - (y[0] as number)) / gap;
}
