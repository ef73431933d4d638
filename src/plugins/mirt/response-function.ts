/** 1 / (1 + e^−x) without overflow; in [0, 1] for every finite x. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** ln(1 + e^x) without overflow; 0 or more. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Log-odds of P̂, a·θ − b (paper eq. 5); a and θ are [dims]. */
export function logOdds(discrimination: Float32Array, ability: Float32Array, difficulty: number): number {
  let sum = -difficulty;
  for (let k = 0; k < discrimination.length; k++) sum += (discrimination[k] as number) * (ability[k] as number);
  return sum;
}

/** −y·ln P̂ − (1 − y)·ln(1 − P̂) in nats (paper eq. 6), from the log-odds of P̂; y in [0, 1]. */
export function logLoss(y: number, x: number): number {
  return softplus(x) - x * y;
}
