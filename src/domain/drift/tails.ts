/**
 * Upper tails of the distributions that the tests of this folder need, to about 13 digits. Formulas are those of Abramowitz and
 * Stegun (1964) unless said otherwise.
 */

const ROOT_PI = Math.sqrt(Math.PI);
/** Below it the series of erf loses no digit that erfc needs; above it the continued fraction converges fast. */
const SERIES_BELOW = 2;
const FRACTION_TERMS = 80;

/** erfc(x) = 2/√π ∫ₓ^∞ e^(−t²) dt for x of 0 or more (7.1.6 and 7.1.14). */
export function erfc(x: number): number {
  const density = Math.exp(-x * x) / ROOT_PI;
  if (x < SERIES_BELOW) {
    let term = x;
    let sum = x;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 * density * sum;
  }
  let fraction = x;
  for (let n = FRACTION_TERMS; n > 0; n--) fraction = x + n / 2 / fraction;
  return density / fraction;
}

/** P(|Z| ≥ |z|) of a standard normal Z. */
export const normalTwoSided = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);

/** P(χ² ≥ x) with `df` of 1 or more degrees of freedom (26.4.4 and 26.4.5: sums of positive terms only). */
export function chiSquareTail(x: number, df: number): number {
  if (x <= 0) return 1;
  const half = x / 2;
  const odd = df % 2 === 1;
  let tail = odd ? erfc(Math.sqrt(half)) : Math.exp(-half);
  // xᵃ e^(−x) / Γ(a + 1), from one a to the next.
  let term = odd ? (2 * Math.sqrt(half) * Math.exp(-half)) / ROOT_PI : half * Math.exp(-half);
  for (let a = odd ? 0.5 : 1; a < df / 2 - 0.25; a++) {
    tail += term;
    term *= half / (a + 1);
  }
  return Math.min(1, tail);
}

/** P(K ≥ x) of Kolmogorov's limiting distribution (Kolmogorov 1933; the form for small x by Marsaglia, Tsang and Wang 2003). */
export function kolmogorovTail(x: number): number {
  if (x <= 0) return 1;
  let sum = 0;
  if (x < 1) {
    for (let j = 1; j <= 9; j += 2) sum += Math.exp((-j * j * Math.PI * Math.PI) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let j = 5; j >= 1; j--) sum = Math.exp(-2 * j * j * x * x) - sum;
  return Math.min(1, 2 * sum);
}
