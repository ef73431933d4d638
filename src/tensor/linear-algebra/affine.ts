import { dotAt } from './dot-at.js';

/** out = W·x + b for one vector; W is [outputs, inputs] row-major, b and `out` are [outputs]. */
export function affine(weights: Float32Array, bias: Float32Array, x: Float32Array, out: Float32Array): void {
  for (let k = 0; k < out.length; k++) out[k] = dotAt(weights, k * x.length, x, 0, x.length) + (bias[k] as number);
}
