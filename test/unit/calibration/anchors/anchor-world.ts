import type { AnchorItems, ItemInformation } from '../../../../src/calibration/anchors/items.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';

interface World {
  readonly items: AnchorItems;
  readonly information: ItemInformation;
}

/** Queries with random sensitivity and P̂, a few tasks of unequal size, and a random positive definite covariance. */
export function anchorWorld(queries: number, dims: number, seed: number): World {
  const rng = seededRng(seed);
  const rows = [...Array(queries).keys()];
  const predicted = rows.map(() => 0.02 + 0.96 * rng.uniform());
  const sensitivity = matrix(queries, dims);
  sensitivity.data.forEach((_, i) => (sensitivity.data[i] = rng.normal()));
  const root = Float64Array.from({ length: dims * dims }, () => rng.normal());
  const covariance = new Float64Array(dims * dims);
  for (let i = 0; i < dims; i++) {
    for (let k = 0; k < dims; k++) {
      covariance[i * dims + k] = i === k ? 0.3 : 0;
      for (let m = 0; m < dims; m++) {
        covariance[i * dims + k] =
          (covariance[i * dims + k] as number) + (root[i * dims + m] as number) * (root[k * dims + m] as number);
      }
    }
  }
  return {
    items: {
      ids: rows.map((row) => `query ${String((row * 7919) % queries).padStart(4, '0')}.${row}`),
      tasks: rows.map((row) => (row % 10 < 6 ? 'large' : row % 10 < 9 ? 'medium' : null)),
      difficulty: predicted.map((p) => 1 - p),
    },
    information: { predicted, sensitivity, covariance },
  };
}

/** log det of Σ⁻¹ + Σ_q p(1−p)·g·gᵀ over the rows, by Gaussian elimination of the whole matrix. */
export function logDetPrecision({ predicted, sensitivity, covariance }: ItemInformation, rows: readonly number[]) {
  const n = sensitivity.cols;
  const precision = inverse(covariance, n);
  for (const row of rows) {
    const g = sensitivity.data.subarray(row * n, (row + 1) * n);
    const p = predicted[row] as number;
    for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) precision[i]![k]! += p * (1 - p) * g[i]! * g[k]!;
  }
  return logDet(precision);
}

function logDet(a: number[][]): number {
  const m = a.map((r) => [...r]);
  let sum = 0;
  for (let i = 0; i < m.length; i++) {
    sum += Math.log(m[i]![i]!);
    for (let r = i + 1; r < m.length; r++) {
      const factor = m[r]![i]! / m[i]![i]!;
      for (let c = i; c < m.length; c++) m[r]![c]! -= factor * m[i]![c]!;
    }
  }
  return sum;
}

function inverse(a: Float64Array, n: number): number[][] {
  const m = Array.from({ length: n }, (_, i) =>
    Array.from({ length: 2 * n }, (_, k) => (k < n ? a[i * n + k]! : k - n === i ? 1 : 0)),
  );
  for (let i = 0; i < n; i++) {
    const pivot = m[i]![i]!;
    for (let c = 0; c < 2 * n; c++) m[i]![c]! /= pivot;
    for (let r = 0; r < n; r++) {
      if (r === i) continue;
      const factor = m[r]![i]!;
      for (let c = 0; c < 2 * n; c++) m[r]![c]! -= factor * m[i]![c]!;
    }
  }
  return m.map((r) => r.slice(n));
}

export function* subsets(n: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else for (let i = from; i < n; i++) for (const rest of subsets(n, size - 1, i + 1)) yield [i, ...rest];
}
