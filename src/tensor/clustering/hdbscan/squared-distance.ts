import type { Matrix } from '../../../domain/matrix.js';

/** Squared Euclidean distance of rows i and j; compared in place of the distance, because it saves the root. */
export function squaredDistance({ data, cols }: Matrix, i: number, j: number): number {
  let sum = 0;
  for (let p = i * cols, q = j * cols, end = p + cols; p < end; p++, q++) {
    const difference = (data[p] as number) - (data[q] as number);
    sum += difference * difference;
  }
  return sum;
}
