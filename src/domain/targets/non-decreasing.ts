/** The non-decreasing sequence nearest to `values` in squares: pool adjacent violators (Barlow et al. 1972), equal weights. */
export function nonDecreasing(values: ArrayLike<number>): Float64Array {
  const mean: number[] = [];
  const size: number[] = [];
  for (let i = 0; i < values.length; i++) {
    let [m, n] = [values[i] as number, 1];
    while (mean.length > 0 && (mean.at(-1) as number) >= m) {
      const [before, count] = [mean.pop() as number, size.pop() as number];
      m = (m * n + before * count) / (n + count);
      n += count;
    }
    mean.push(m);
    size.push(n);
  }
  const out = new Float64Array(values.length);
  let at = 0;
  mean.forEach((m, block) => {
    out.fill(m, at, at + (size[block] as number));
    at += size[block] as number;
  });
  return out;
}
