import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { NearestPoints } from './nearest-points.js';

/** Neighbours of a point on a map that it is placed beside. */
export const BESIDE = 5;

/**
 * Puts points at the mean of their neighbours' places, each weighted by 1 / distance: [points, dims of `places`]. A point that
 * coincides with neighbours gets the mean of theirs. A point gets the same place alone as in a batch.
 */
export function placeBeside({ k, ids, distances }: NearestPoints, places: Matrix): Matrix {
  const points = k === 0 ? 0 : ids.length / k;
  const out = matrix(points, places.cols);
  const sum = new Float64Array(places.cols);
  for (let i = 0; i < points; i++) {
    sum.fill(0);
    let total = 0;
    const coincides = distances[i * k] === 0;
    for (let n = i * k; n < (i + 1) * k; n++) {
      const id = ids[n] as number;
      if (id < 0 || (coincides && distances[n] !== 0)) continue;
      const weight = coincides ? 1 : 1 / (distances[n] as number);
      total += weight;
      for (let d = 0; d < sum.length; d++)
        sum[d] = (sum[d] as number) + weight * (places.data[id * sum.length + d] as number);
    }
    for (let d = 0; d < sum.length; d++) out.data[i * sum.length + d] = total > 0 ? (sum[d] as number) / total : 0;
  }
  return out;
}
