/** A sparse matrix by rows: row r holds `values[p]` in column `columns[p]` for p from `offsets[r]` to `offsets[r + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly cols: number;
  /** [rows + 1] */
  readonly offsets: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Y = A·B for rows `from` to `to`: A [rows, cols] sparse, B [cols, width] row-major, Y [rows, width] overwritten there. */
export function multiply(
  a: SparseMatrix,
  b: Float32Array,
  width: number,
  y: Float32Array,
  from = 0,
  to = a.rows,
): void {
  const { offsets, columns, values } = a;
  y.fill(0, from * width, to * width);
  for (let r = from; r < to; r++) {
    const out = r * width;
    for (let p = offsets[r] as number, end = offsets[r + 1] as number; p < end; p++) {
      const x = values[p] as number;
      const at = (columns[p] as number) * width;
      for (let j = 0; j < width; j++) y[out + j] = (y[out + j] as number) + x * (b[at + j] as number);
    }
  }
}

/** B += Aᵀ·Y over rows `from` to `to` of A: Y [rows, width] and B [cols, width] row-major. The caller clears B first. */
export function addTransposedProduct(
  a: SparseMatrix,
  y: Float32Array,
  width: number,
  b: Float32Array,
  from = 0,
  to = a.rows,
): void {
  const { offsets, columns, values } = a;
  for (let r = from; r < to; r++) {
    const at = r * width;
    for (let p = offsets[r] as number, end = offsets[r + 1] as number; p < end; p++) {
      const x = values[p] as number;
      const out = (columns[p] as number) * width;
      for (let j = 0; j < width; j++) b[out + j] = (b[out + j] as number) + x * (y[at + j] as number);
    }
  }
}
