import type { Matrix } from '../../domain/matrix.js';

/** Sums over the rows of each group that decide every regression of y on x within and across groups. */
export interface GroupSums {
  readonly groups: number;
  /** Rows of each group, [groups]. */
  readonly count: Float64Array;
  /** Σ x, [groups, xs], and Σ y, [groups, ys]. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Σ x·xᵀ, [groups, xs, xs], and Σ x·yᵀ, [groups, xs, ys]. */
  readonly xx: Float64Array;
  readonly xy: Float64Array;
}

/** `group` of each row is below `groups`. x [rows, xs], y [rows, ys]. */
export function groupSums(x: Matrix, y: Matrix, group: ArrayLike<number>, groups: number): GroupSums {
  const xs = x.cols;
  const ys = y.cols;
  const out: GroupSums = {
    groups,
    count: new Float64Array(groups),
    x: new Float64Array(groups * xs),
    y: new Float64Array(groups * ys),
    xx: new Float64Array(groups * xs * xs),
    xy: new Float64Array(groups * xs * ys),
  };
  for (let q = 0; q < x.rows; q++) {
    const g = group[q] as number;
    out.count[g] = (out.count[g] as number) + 1;
    for (let k = 0; k < ys; k++) add(out.y, g * ys + k, y.data[q * ys + k] as number);
    for (let i = 0; i < xs; i++) {
      const xi = x.data[q * xs + i] as number;
      add(out.x, g * xs + i, xi);
      for (let j = 0; j < xs; j++) add(out.xx, (g * xs + i) * xs + j, xi * (x.data[q * xs + j] as number));
      for (let k = 0; k < ys; k++) add(out.xy, (g * xs + i) * ys + k, xi * (y.data[q * ys + k] as number));
    }
  }
  return out;
}

/** Columns with mean 0 and mean square 1; a constant column becomes 0. A new matrix. */
export function standardiseColumns({ rows, cols, data }: Matrix): Matrix {
  const out = new Float32Array(data.length);
  for (let c = 0; c < cols; c++) {
    let sum = 0;
    let squares = 0;
    for (let r = 0; r < rows; r++) sum += data[r * cols + c] as number;
    const mean = sum / rows;
    for (let r = 0; r < rows; r++) squares += ((data[r * cols + c] as number) - mean) ** 2;
    const deviation = Math.sqrt(squares / rows);
    // Below this it is rounding of 32-bit numbers, not variation.
    const scale = deviation > 1e-6 * Math.max(1e-30, Math.abs(mean)) ? 1 / deviation : 0;
    for (let r = 0; r < rows; r++) out[r * cols + c] = ((data[r * cols + c] as number) - mean) * scale;
  }
  return { rows, cols, data: out };
}

function add(to: Float64Array, at: number, x: number): void {
  to[at] = (to[at] as number) + x;
}
