import type { Matrix } from '../../domain/matrix.js';
import { squaredDistance } from './hdbscan/squared-distance.js';

/**
 * Gives every point without a label (−1) that of its nearest labelled point, ties to the earlier one. Labels that are there
 * stay; with none at all everything stays −1. O(unlabelled·labelled·dims).
 */
export function nearestLabelled(points: Matrix, labels: Int32Array): Int32Array {
  const labelled = Uint32Array.from(labels.keys()).filter((i) => labels[i] !== -1);
  return labels.map((label, i) => {
    if (label !== -1) return label;
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const j of labelled) {
      const distance = squaredDistance(points, i, j);
      if (distance >= least) continue;
      least = distance;
      nearest = labels[j] as number;
    }
    return nearest;
  });
}
