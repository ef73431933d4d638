/**
 * The logistic function and what goes with it. x is log-odds, any finite number; y and p are in [0, 1].
 */

/** σ(x) = 1 / (1 + e^−x) without overflow; in [0, 1], and above 0 down to x = −745. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/**
 * σ(x) by its definition: as exact as `sigmoid` above x = −709 and 0 below, where e^−x overflows. The two may differ in the
 * last bit for x < 0, so a router keeps to the one that its artifacts were trained with.
 */
export function plainSigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** ln(1 + e^x) without overflow; 0 or more. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** −y·ln σ(x) − (1 − y)·ln(1 − σ(x)) in nats, without overflow. */
export function logLoss(y: number, x: number): number {
  return softplus(x) - x * y;
}
