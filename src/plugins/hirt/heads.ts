import { dotAt } from '../../tensor/linear-algebra/dot-at.js';

/**
 * out[h] = bias[h] + heads[h]·x for the first out.length heads; x is `size` numbers of `data` from `at`. Four heads go side by side, so
 * that each number of x is loaded a fourth as often and no sum waits for another.
 */
export function applyHeads(
  heads: Float32Array,
  bias: Float32Array,
  data: Float32Array,
  at: number,
  size: number,
  out: Float64Array,
): void {
  let h = 0;
  for (; h + 3 < out.length; h += 4) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    const first = h * size;
    const second = first + size;
    const third = second + size;
    const fourth = third + size;
    for (let c = 0; c < size; c++) {
      const x = data[at + c] as number;
      s0 += (heads[first + c] as number) * x;
      s1 += (heads[second + c] as number) * x;
      s2 += (heads[third + c] as number) * x;
      s3 += (heads[fourth + c] as number) * x;
    }
    out[h] = s0 + (bias[h] as number);
    out[h + 1] = s1 + (bias[h + 1] as number);
    out[h + 2] = s2 + (bias[h + 2] as number);
    out[h + 3] = s3 + (bias[h + 3] as number);
  }
  for (; h < out.length; h++) out[h] = (bias[h] as number) + dotAt(heads, h * size, data, at, size);
}
