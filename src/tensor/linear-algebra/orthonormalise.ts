import { choleskyUpper } from './cholesky.js';
import { gram } from './gram.js';

/** A column counts as dependent on those before it when less than this share of its squared length is left. */
const DEPENDENT = 1e-10;

/**
 * Makes the columns of a tall row-major A [rows, cols] orthonormal, in place; a dependent column becomes zero.
 * Cholesky QR, done twice because one pass squares the condition number (Yamamoto et al. 2015, CholeskyQR2).
 */
export function orthonormalise(a: Float32Array, rows: number, cols: number): void {
  for (let pass = 0; pass < 2; pass++) {
    const r = choleskyUpper(gram(a, rows, cols), cols, DEPENDENT);
    const line = new Float64Array(cols);
    for (let row = 0; row < rows; row++) {
      const at = row * cols;
      for (let i = 0; i < cols; i++) line[i] = a[at + i] as number;
      for (let i = 0; i < cols; i++) {
        const pivot = r[i * cols + i] as number;
        const x = pivot > 0 ? (line[i] as number) / pivot : 0;
        a[at + i] = x;
        if (x === 0) continue;
        for (let j = i + 1; j < cols; j++) line[j] = (line[j] as number) - x * (r[i * cols + j] as number);
      }
    }
  }
}
