/** A mixture of log-normal distributions: weights that sum to 1, means and standard deviations of the logarithm. */
export interface LognormalMixture {
  readonly weight: readonly number[];
  readonly location: readonly number[];
  readonly scale: readonly number[];
}

/** Share of the mixture at or below `x` > 0. */
export function mixtureShare({ weight, location, scale }: LognormalMixture, x: number): number {
  const log = Math.log(x);
  return weight.reduce((sum, w, i) => sum + w * normalShare((log - (location[i] as number)) / (scale[i] as number)), 0);
}

/** The value that a share `p` in (0, 1) of the mixture does not pass, by bisection to 1 in 10⁶. */
export function mixtureQuantile(mixture: LognormalMixture, p: number): number {
  const ends = mixture.location.map((m, i) => [
    m - 9 * (mixture.scale[i] as number),
    m + 9 * (mixture.scale[i] as number),
  ]);
  let from = Math.min(...ends.map(([low]) => low as number));
  let to = Math.max(...ends.map(([, high]) => high as number));
  while (to - from > 1e-6) {
    const middle = (from + to) / 2;
    if (mixtureShare(mixture, Math.exp(middle)) < p) from = middle;
    else to = middle;
  }
  return Math.exp(to);
}

/** Φ(z), error below 7.5e-8 (Abramowitz & Stegun 26.2.17). */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
}
