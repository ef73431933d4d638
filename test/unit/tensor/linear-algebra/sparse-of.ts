import type { SparseMatrix } from '../../../../src/tensor/linear-algebra/sparse-matrix.js';

/** The sparse form of a dense row-major matrix. */
export function sparseOf(dense: ArrayLike<number>, rows: number, cols: number): SparseMatrix {
  const offsets = new Int32Array(rows + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < cols; c++) {
      const x = dense[r * cols + c] as number;
      if (x === 0) continue;
      columns.push(c);
      values.push(x);
    }
    offsets[r + 1] = columns.length;
  }
  return { rows, cols, offsets, columns: Int32Array.from(columns), values: Float32Array.from(values) };
}
