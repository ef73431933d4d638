/** Maps values of a domain to positions, and says where to write numbers. */
export interface Scale {
  at(value: number): number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

export interface ScaleOptions {
  /** Positions of the ends of the domain. */
  readonly from: number;
  readonly to: number;
  /** Aimed at; the nearest round step decides. */
  readonly ticks: number;
  /** Widens the domain to round numbers. */
  readonly nice?: boolean;
}

/** 1, 2 or 5 times a power of ten, so that about `count` steps fill `span`. */
export function roundStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough * 0.999) ?? 10;
  return factor * power;
}

/** Smallest and largest of the finite values; [0, 1] where there is none. */
export function extent(values: Iterable<number | null | undefined>): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}

/** A domain without width is widened to both sides, so that one value stands in the middle. */
export function linearScale([min, max]: readonly [number, number], options: ScaleOptions): Scale {
  const pad = max > min ? 0 : Math.abs(min) * 0.05 || 0.5;
  const step = roundStep(max - min + 2 * pad, options.ticks);
  const low = options.nice ? Math.floor((min - pad) / step + 1e-9) * step : min - pad;
  const high = options.nice ? Math.ceil((max + pad) / step - 1e-9) * step : max + pad;
  const { from, to } = options;
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const ticks: { value: number; label: string }[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
    ticks.push({
      value: k * step,
      label: (k * step)
        .toFixed(decimals)
        .replace(/^-(0(\.0*)?)$/, '$1')
        .replace('-', '\u2212'),
    });
  }
  return { at: (value) => from + ((value - low) / (high - low)) * (to - from), ticks };
}

/** For positive values that span orders of magnitude; ticks at 1, 2 and 5 times powers of ten, fewer where they crowd. */
export function logScale([min, max]: readonly [number, number], { from, to, ticks: wanted }: ScaleOptions): Scale {
  const [low, high] = [Math.log10(min), Math.log10(max)];
  const decades = high - low;
  const factors = decades * 3 <= wanted + 1 ? [1, 2, 5] : [1];
  const every = factors.length === 1 ? Math.max(1, Math.ceil(decades / wanted)) : 1;
  const ticks: { value: number; label: string }[] = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power += every) {
    for (const factor of factors) {
      const value = factor * 10 ** power;
      if (value < min * 0.999 || value > max * 1.001) continue;
      ticks.push({ value, label: power < -6 || power > 6 ? `${factor}e${power}` : value.toFixed(Math.max(0, -power)) });
    }
  }
  return { at: (value) => from + ((Math.log10(value) - low) / Math.max(decades, 1e-9)) * (to - from), ticks };
}
