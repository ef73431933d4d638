/** φ of eq. 8; no weight is negative, so a higher θ never lowers P̂. */
export interface Interaction {
  /** [units, dims] */
  readonly firstWeights: Float32Array;
  /** [units] */
  readonly firstBias: Float32Array;
  /** [units]; empty in the single layer, whose one unit is the log-odds. */
  readonly secondWeights: Float32Array;
  /** [1], or empty */
  readonly secondBias: Float32Array;
}

/** Log-odds of P̂ from x = a·r∘(θ − b) (paper eq. 7), [dims]: W1·x + b1, or W2·tanh(W1·x + b1) + b2. */
export function interact(phi: Interaction, x: Float32Array | Float64Array): number {
  const units = phi.firstBias.length;
  const single = phi.secondWeights.length === 0;
  let out = single ? 0 : (phi.secondBias[0] as number);
  for (let u = 0; u < units; u++) {
    let sum = phi.firstBias[u] as number;
    for (let k = 0, w = u * x.length; k < x.length; k++, w++) sum += (phi.firstWeights[w] as number) * (x[k] as number);
    out += single ? sum : (phi.secondWeights[u] as number) * Math.tanh(sum);
  }
  return out;
}

/** Writes the derivative of interact() by x into `out`, [dims]. */
export function interactionSlope(phi: Interaction, x: Float64Array, out: Float64Array): void {
  const units = phi.firstBias.length;
  const single = phi.secondWeights.length === 0;
  out.fill(0);
  for (let u = 0; u < units; u++) {
    let factor = 1;
    if (!single) {
      let sum = phi.firstBias[u] as number;
      for (let k = 0, w = u * x.length; k < x.length; k++, w++)
        sum += (phi.firstWeights[w] as number) * (x[k] as number);
      factor = (phi.secondWeights[u] as number) * (1 - Math.tanh(sum) ** 2);
    }
    for (let k = 0, w = u * x.length; k < x.length; k++, w++) {
      out[k] = (out[k] as number) + factor * (phi.firstWeights[w] as number);
    }
  }
}
