/**
 * Cholesky factor of a symmetric positive semi-definite A [n, n], in place: the upper triangle becomes R with RᵀR = A.
 * A pivot not above `tolerance` times its own diagonal element marks a column that depends on those before it, whatever its
 * length: its row of R becomes zero.
 */
export function choleskyUpper(a: Float64Array, n: number, tolerance = 0): Float64Array {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    const whole = a[row + i] as number;
    for (let k = 0; k < i; k++) {
      const x = a[k * n + i] as number;
      if (x === 0) continue;
      for (let j = i; j < n; j++) a[row + j] = (a[row + j] as number) - x * (a[k * n + j] as number);
    }
    const pivot = a[row + i] as number;
    if (!(pivot > tolerance * whole)) {
      a.fill(0, row + i, row + n);
      continue;
    }
    const scale = 1 / Math.sqrt(pivot);
    for (let j = i; j < n; j++) a[row + j] = (a[row + j] as number) * scale;
  }
  return a;
}

/** Solves RᵀR·x = b in place of `x` (which holds b from `offset`); R from choleskyUpper without zero rows. */
export function choleskySolve(r: Float64Array, n: number, x: Float64Array, offset = 0): void {
  for (let i = 0; i < n; i++) {
    const v = (x[offset + i] as number) / (r[i * n + i] as number);
    x[offset + i] = v;
    for (let j = i + 1; j < n; j++) x[offset + j] = (x[offset + j] as number) - v * (r[i * n + j] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let v = x[offset + i] as number;
    for (let j = i + 1; j < n; j++) v -= (r[i * n + j] as number) * (x[offset + j] as number);
    x[offset + i] = v / (r[i * n + i] as number);
  }
}
