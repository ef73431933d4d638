/** 95 % quantile of the standard normal distribution. */
const Z = 1.6448536269514722;
const HALVINGS = 60;

/**
 * What the variance of a few LLMs is multiplied with so that a normal 90 % interval holds 90 % of further ones: (t / z)², with the 95 % quantiles of
 * Student's t with `n` − 1 degrees of freedom and of the normal distribution. The variance of n draws is an estimate, and one more draw lies in
 * mean ± t·s·√(1 + 1/n) (Gelman et al., Bayesian Data Analysis, 2013, section 3.2). 1.68 for five LLMs, 1.11 for twenty; 1 for a single
 * one, whose variance is no estimate.
 */
export const spreadFactor = (n: number): number => (n > 1 ? (studentT95(n - 1) / Z) ** 2 : 1);

/** By bisection of the angle θ = atan(t / √freedom), in which the distribution is a finite sum. */
function studentT95(freedom: number): number {
  let [low, high] = [0, Math.PI / 2];
  for (let i = 0; i < HALVINGS; i++) {
    const angle = (low + high) / 2;
    if (within(angle, freedom) < 0.9) low = angle;
    else high = angle;
  }
  return Math.sqrt(freedom) * Math.tan((low + high) / 2);
}

/** P(|T| < √freedom·tan θ) for whole degrees of freedom (Abramowitz and Stegun, 1964, 26.7.3 and 26.7.4). */
function within(angle: number, freedom: number): number {
  const odd = freedom % 2 === 1;
  const squared = Math.cos(angle) ** 2;
  let term = odd ? Math.cos(angle) : 1;
  let sum = freedom > 1 ? term : 0;
  for (let k = odd ? 3 : 2; k < freedom; k += 2) {
    term *= (squared * (k - 1)) / k;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}
