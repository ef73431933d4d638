/** AᵀA of a tall row-major A [rows, cols], as a full symmetric row-major [cols, cols]; summed in double precision. */
export function gram(a: Float32Array, rows: number, cols: number): Float64Array {
  const g = new Float64Array(cols * cols);
  for (let r = 0; r < rows; r++) {
    const at = r * cols;
    for (let i = 0; i < cols; i++) {
      const x = a[at + i] as number;
      if (x === 0) continue;
      const out = i * cols;
      for (let j = i; j < cols; j++) g[out + j] = (g[out + j] as number) + x * (a[at + j] as number);
    }
  }
  for (let i = 0; i < cols; i++) for (let j = 0; j < i; j++) g[i * cols + j] = g[j * cols + i] as number;
  return g;
}
