/** Σ a·b over `n` numbers from two places; four sums at a time, since one would wait for each addition in turn. */
export function dotAt(a: Float32Array | Float64Array, ai: number, b: Float32Array, bi: number, n: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    s0 += (a[ai + i] as number) * (b[bi + i] as number);
    s1 += (a[ai + i + 1] as number) * (b[bi + i + 1] as number);
    s2 += (a[ai + i + 2] as number) * (b[bi + i + 2] as number);
    s3 += (a[ai + i + 3] as number) * (b[bi + i + 3] as number);
  }
  for (; i < n; i++) s0 += (a[ai + i] as number) * (b[bi + i] as number);
  return s0 + s1 + (s2 + s3);
}
