/** A dense row-major matrix of 32-bit floats: element (r, c) is `data[r * cols + c]`. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float32Array;
}

/** A matrix over `data`, or of zeros. Throws RangeError when the length of `data` is not rows × cols. */
export function matrix(rows: number, cols: number, data = new Float32Array(rows * cols)): Matrix {
  if (data.length !== rows * cols) {
    throw new RangeError(`a ${rows} × ${cols} matrix needs ${rows * cols} numbers, got ${data.length}`);
  }
  return { rows, cols, data };
}

/** Row `r` as a view, not a copy. */
export function row(m: Matrix, r: number): Float32Array {
  return m.data.subarray(r * m.cols, (r + 1) * m.cols);
}

/** The rows at `indices`, copied in that order. */
export function takeRows(m: Matrix, indices: ArrayLike<number>): Matrix {
  const out = matrix(indices.length, m.cols);
  for (let i = 0; i < indices.length; i++) out.data.set(row(m, indices[i] as number), i * m.cols);
  return out;
}

/** Σ x_i·y_i over the shorter of the two lengths; accumulated in double precision. */
export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = Math.min(x.length, y.length);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (x[i] as number) * (y[i] as number);
  return sum;
}

/** Divides each row by its Euclidean norm, in place; a zero row stays zero. Each row depends on itself alone. */
export function normaliseRows(m: Matrix): Matrix {
  for (let r = 0; r < m.rows; r++) {
    const v = row(m, r);
    const norm = Math.sqrt(dot(v, v));
    if (norm > 0) for (let c = 0; c < v.length; c++) v[c] = (v[c] as number) / norm;
  }
  return m;
}
