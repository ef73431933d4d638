/** Eigenvalues in falling order; column k of `vectors` [n, n] (row-major) belongs to `values[k]`. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

const MAX_SWEEPS = 30;

/**
 * Eigen-decomposition of a symmetric row-major A [n, n] by cyclic Jacobi rotations (Golub and Van Loan, 4th ed., 8.5).
 * Meant for n up to a few hundred. `a` is left as it is. Rows of the work matrices are rotated instead of columns, so
 * that the inner loops run over neighbouring numbers.
 */
export function symmetricEigen(a: Float64Array, n: number): SymmetricEigen {
  const m = Float64Array.from(a);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let off = 0;
    let diagonal = 0;
    for (let i = 0; i < n; i++) {
      diagonal += (m[i * n + i] as number) ** 2;
      for (let j = i + 1; j < n; j++) off += (m[i * n + j] as number) ** 2;
    }
    if (off <= 1e-26 * diagonal) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(m, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (x, y) => (m[y * n + y] as number) - (m[x * n + x] as number) || x - y,
  );
  const values = Float64Array.from(order, (i) => m[i * n + i] as number);
  const vectors = new Float64Array(n * n);
  order.forEach((from, k) => {
    for (let i = 0; i < n; i++) vectors[i * n + k] = v[from * n + i] as number;
  });
  return { values, vectors };
}

/** One rotation that clears element (p, q); `v` collects the rotations, transposed. */
function rotate(m: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const pq = m[p * n + q] as number;
  const pp = m[p * n + p] as number;
  const qq = m[q * n + q] as number;
  if (pq === 0 || Math.abs(pq) < 1e-18 * Math.sqrt(Math.abs(pp * qq))) return;
  const ratio = (qq - pp) / (2 * pq);
  const t = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  rotateRows(m, n, p, q, c, s);
  for (let k = 0; k < n; k++) {
    if (k === p || k === q) continue;
    m[k * n + p] = m[p * n + k] as number;
    m[k * n + q] = m[q * n + k] as number;
  }
  m[p * n + p] = pp - t * pq;
  m[q * n + q] = qq + t * pq;
  m[p * n + q] = 0;
  m[q * n + p] = 0;
  rotateRows(v, n, p, q, c, s);
}

function rotateRows(m: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  for (let k = 0, i = p * n, j = q * n; k < n; k++, i++, j++) {
    const x = m[i] as number;
    const y = m[j] as number;
    m[i] = c * x - s * y;
    m[j] = s * x + c * y;
  }
}
