import type { Rng } from '../../domain/random.js';
import { breathe } from '../breathe.js';

/** How often each query was drawn. */
export interface Sample {
  /** [queries] times drawn. */
  readonly weight: Float64Array;
  /** Queries drawn at least once, ascending, in the first `count` places. */
  readonly rows: Int32Array;
  readonly count: number;
}

/** Figures of a weighted set of queries. `evaluate` writes `size` numbers to `out`, NaN for one that has no value there. */
export interface Statistic {
  readonly size: number;
  evaluate(sample: Sample, out: Float64Array): void;
}

/** The figures on all queries, and on every resample: replicates[figure × resamples + resample]. */
export interface Resampled {
  readonly values: Float64Array;
  readonly replicates: Float64Array;
  readonly resamples: number;
}

export interface BootstrapOptions {
  readonly resamples: number;
  /** [queries] stratum of each; every stratum keeps its size in every resample. Null draws from all queries alike. */
  readonly strata: ArrayLike<number> | null;
}

/** Resamples between two looks at the event loop and the signal. */
const SLICE = 8;

/**
 * The nonparametric bootstrap over queries: every statistic is computed on the same resamples, so that differences between
 * them are paired. Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 6. Throws CANCELLED.
 */
export async function resample(
  statistics: readonly Statistic[],
  queries: number,
  options: BootstrapOptions,
  rng: Rng,
  signal?: AbortSignal,
): Promise<Resampled[]> {
  const { resamples } = options;
  const scratch = statistics.map((s) => new Float64Array(s.size));
  const results = statistics.map((s, i) => {
    s.evaluate(everyQuery(queries), scratch[i] as Float64Array);
    return {
      values: (scratch[i] as Float64Array).slice(),
      replicates: new Float64Array(s.size * resamples),
      resamples,
    };
  });
  const draw = drawer(queries, options.strata, rng);
  for (let b = 0; b < resamples; b++) {
    if (b % SLICE === 0) await breathe(signal);
    const sample = draw();
    statistics.forEach((s, i) => {
      const out = scratch[i] as Float64Array;
      s.evaluate(sample, out);
      const { replicates } = results[i] as Resampled;
      for (let f = 0; f < s.size; f++) replicates[f * resamples + b] = out[f] as number;
    });
  }
  return results;
}

const everyQuery = (queries: number): Sample => ({
  weight: new Float64Array(queries).fill(1),
  rows: Int32Array.from({ length: queries }, (_, q) => q),
  count: queries,
});

/** Draws as many queries as there are, with replacement; the sample is overwritten by the next draw. */
function drawer(queries: number, strata: ArrayLike<number> | null, rng: Rng): () => Sample {
  const groups = new Map<number, number[]>();
  for (let q = 0; q < queries; q++) {
    const key = strata ? (strata[q] as number) : 0;
    const group = groups.get(key);
    if (group) group.push(q);
    else groups.set(key, [q]);
  }
  const members = [...groups.values()].map((g) => Int32Array.from(g));
  const weight = new Float64Array(queries);
  const rows = new Int32Array(queries);
  return () => {
    weight.fill(0);
    for (const group of members) {
      for (let i = 0; i < group.length; i++) {
        const q = group[rng.integer(group.length)] as number;
        weight[q] = (weight[q] as number) + 1;
      }
    }
    let count = 0;
    for (let q = 0; q < queries; q++) if ((weight[q] as number) > 0) rows[count++] = q;
    return { weight, rows, count };
  };
}
