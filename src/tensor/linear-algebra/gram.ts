/**
 * AᵀA of a tall row-major A [rows, cols], as a full symmetric row-major [cols, cols]; summed in double precision, four rows
 * at a time so that each sum is loaded and stored a fourth as often.
 */
export function gram(a: Float32Array, rows: number, cols: number): Float64Array {
  const g = new Float64Array(cols * cols);
  let r = 0;
  for (; r + 3 < rows; r += 4) {
    const a0 = r * cols;
    const a1 = a0 + cols;
    const a2 = a1 + cols;
    const a3 = a2 + cols;
    for (let i = 0; i < cols; i++) {
      const x0 = a[a0 + i] as number;
      const x1 = a[a1 + i] as number;
      const x2 = a[a2 + i] as number;
      const x3 = a[a3 + i] as number;
      for (let j = i, out = i * cols + i; j < cols; j++, out++) {
        const first = x0 * (a[a0 + j] as number) + x1 * (a[a1 + j] as number);
        const second = x2 * (a[a2 + j] as number) + x3 * (a[a3 + j] as number);
        g[out] = (g[out] as number) + (first + second);
      }
    }
  }
  for (; r < rows; r++) {
    for (let i = 0, at = r * cols; i < cols; i++) {
      const x = a[at + i] as number;
      for (let j = i; j < cols; j++) g[i * cols + j] = (g[i * cols + j] as number) + x * (a[at + j] as number);
    }
  }
  for (let i = 0; i < cols; i++) for (let j = 0; j < i; j++) g[i * cols + j] = g[j * cols + i] as number;
  return g;
}
