/** Observations of a value with the groups that each belongs to: LLM, task, pair of both, query. */
export interface GroupedValues {
  /** [n] */
  readonly value: Float64Array;
  /** One column per kind of group: [n] group numbers from 0, and how many groups there are. */
  readonly groups: readonly { readonly of: Uint32Array; readonly count: number }[];
}

export interface Effects {
  readonly mean: number;
  /** One column per kind of group: [count] posterior means, 0 for a group without observations. */
  readonly effects: readonly Float64Array[];
  /** Variance between the groups of each kind. */
  readonly between: readonly number[];
  /** Variance that is left. */
  readonly within: number;
}

const ROUNDS = 60;
/** Keeps a kind of group whose members are all alike from dividing by nothing. */
const LEAST_VARIANCE = 1e-6;

/**
 * value = mean + the effect of each group + noise, all effects normal around 0: crossed random effects, fitted by mean-field
 * variational EM (each effect is its mean residual, shrunk by n / (n + within / between); Gelman & Hill 2007, chapter 12, for the
 * shrinkage). The variances are estimated from the same data, so groups with few observations borrow from the rest.
 */
export function fitEffects({ value, groups }: GroupedValues): Effects {
  const n = value.length;
  let mean = 0;
  for (const y of value) mean += y / n;
  const residual = value.map((y) => y - mean);
  let within = Math.max(
    LEAST_VARIANCE,
    meanOf(residual, (r) => r * r),
  );
  const between = groups.map(() => within);
  const effects = groups.map(({ count }) => new Float64Array(count));
  const sizes = groups.map(sizesOf);
  for (let round = 0; round < ROUNDS; round++) {
    const shift = meanOf(residual, (r) => r);
    mean += shift;
    for (let e = 0; e < n; e++) residual[e] = (residual[e] as number) - shift;
    let uncertainty = 0;
    groups.forEach(({ of, count }, g) => {
      const effect = effects[g] as Float64Array;
      const size = sizes[g] as Uint32Array;
      const sum = new Float64Array(count);
      for (let e = 0; e < n; e++) sum[of[e] as number] = (sum[of[e] as number] as number) + (residual[e] as number);
      const ratio = within / (between[g] as number);
      const moved = new Float64Array(count);
      let spread = 0;
      let seen = 0;
      for (let k = 0; k < count; k++) {
        const observed = size[k] as number;
        if (observed === 0) continue;
        const next = ((sum[k] as number) + observed * (effect[k] as number)) / (observed + ratio);
        const variance = within / (observed + ratio);
        moved[k] = next - (effect[k] as number);
        effect[k] = next;
        spread += next * next + variance;
        uncertainty += observed * variance;
        seen++;
      }
      for (let e = 0; e < n; e++) residual[e] = (residual[e] as number) - (moved[of[e] as number] as number);
      if (seen > 0) between[g] = Math.max(LEAST_VARIANCE, spread / seen);
    });
    within = Math.max(LEAST_VARIANCE, meanOf(residual, (r) => r * r) + uncertainty / n);
  }
  return { mean, effects, between, within };
}

function sizesOf({ of, count }: GroupedValues['groups'][number]): Uint32Array {
  const sizes = new Uint32Array(count);
  for (const k of of) sizes[k] = (sizes[k] as number) + 1;
  return sizes;
}

function meanOf(values: Float64Array, f: (x: number) => number): number {
  let sum = 0;
  for (const x of values) sum += f(x);
  return values.length > 0 ? sum / values.length : 0;
}
