import type { Rng } from '../domain/random.js';
import type { Estimate } from './report.js';
import { estimateOf } from './bootstrap/interval.js';
import type { Statistic } from './bootstrap/resample.js';
import { resample } from './bootstrap/resample.js';

/** What choosing by "best P̂ − κ·cost" at several settings gave on the test queries; folds fill it in turn. */
export interface PolicyPath {
  /** Names of the settings, for example α or a target, in the order in which cost falls. */
  readonly settings: readonly number[];
  /** [settings][queries] y of the chosen LLM; NaN where none could be chosen. */
  readonly performance: readonly Float32Array[];
  /** [settings][queries] USD of its answer. */
  readonly spend: readonly Float32Array[];
}

export const policyPath = (settings: readonly number[], queries: number): PolicyPath => ({
  settings,
  performance: settings.map(() => new Float32Array(queries).fill(Number.NaN)),
  spend: settings.map(() => new Float32Array(queries).fill(Number.NaN)),
});

/** One row each of [llms]: P̂, what the choice takes an answer to cost, and what was observed. NaN marks an LLM that cannot be chosen. */
export interface PolicyRow {
  readonly predicted: ArrayLike<number>;
  readonly cost: ArrayLike<number>;
  readonly performance: ArrayLike<number>;
  readonly spend: ArrayLike<number>;
}

/** The best P̂ − κ·cost among the LLMs that were observed, ties to the cheaper one; −1 where there is none. */
export function choose({ predicted, cost, performance }: PolicyRow, multiplier: number): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < predicted.length; j++) {
    const score = (predicted[j] as number) - multiplier * (cost[j] as number);
    if (Number.isNaN(score) || Number.isNaN(performance[j])) continue;
    if (score > most || (score === most && (cost[j] as number) < (cost[best] as number))) {
      most = score;
      best = j;
    }
  }
  return best;
}

/** Notes what setting `s` gave on query `q`. */
export function notePolicy(path: PolicyPath, s: number, q: number, row: PolicyRow, multiplier: number): void {
  const chosen = choose(row, multiplier);
  if (chosen < 0) return;
  (path.performance[s] as Float32Array)[q] = row.performance[chosen] as number;
  (path.spend[s] as Float32Array)[q] = row.spend[chosen] as number;
}

/** A setting with its means over the test queries. */
export interface PathPoint {
  readonly setting: number;
  readonly performance: Estimate;
  /** USD per thousand queries. */
  readonly costPerThousand: Estimate;
}

/** Means with bootstrap intervals over queries. Throws CANCELLED. */
export async function measurePath(
  { settings, performance, spend }: PolicyPath,
  options: { readonly resamples: number; readonly strata: ArrayLike<number> | null },
  rng: Rng,
  signal?: AbortSignal,
): Promise<PathPoint[]> {
  const columns = settings.flatMap((_, s) => [performance[s] as Float32Array, spend[s] as Float32Array]);
  const queries = columns[0]?.length ?? 0;
  const [found] = await resample([meansOf(columns)], queries, options, rng, signal);
  const none = { value: Number.NaN, low: null, high: null };
  const at = (k: number) => (found ? (estimateOf(found, k) ?? none) : none);
  return settings.map((setting, s) => ({
    setting,
    performance: at(2 * s),
    costPerThousand: thousand(at(2 * s + 1)),
  }));
}

const thousand = ({ value, low, high }: Estimate): Estimate => ({
  value: 1000 * value,
  low: low && 1000 * low,
  high: high && 1000 * high,
});

function meansOf(columns: readonly Float32Array[]): Statistic {
  return {
    size: columns.length,
    evaluate({ weight, rows, count }, out) {
      columns.forEach((column, k) => {
        let [sum, n] = [0, 0];
        for (let i = 0; i < count; i++) {
          const q = rows[i] as number;
          const x = column[q] as number;
          if (Number.isNaN(x)) continue;
          sum += (weight[q] as number) * x;
          n += weight[q] as number;
        }
        out[k] = sum / n;
      });
    },
  };
}

/** How evenly a path walks from its dear end to its cheap one: steps as shares of the whole way. */
export interface PathShape {
  /** Largest fall of performance, and of cost, from one setting to the next. */
  readonly largestStep: { readonly performance: number; readonly cost: number };
  /** Largest rise from one setting to the next, which a monotone path does not have. */
  readonly largestRise: { readonly performance: number; readonly cost: number };
}

/** Of means in the order of `settings`; all 0 for a path that goes nowhere. */
export function shapeOf(points: readonly { readonly performance: number; readonly cost: number }[]): PathShape {
  const along = (of: (p: (typeof points)[number]) => number) => {
    const values = points.map(of);
    const range = Math.max(...values) - Math.min(...values);
    let [step, rise] = [0, 0];
    for (let i = 1; i < values.length; i++) {
      const fall = (values[i - 1] as number) - (values[i] as number);
      step = Math.max(step, fall);
      rise = Math.max(rise, -fall);
    }
    return range > 0 ? { step: step / range, rise: rise / range } : { step: 0, rise: 0 };
  };
  const performance = along((p) => p.performance);
  const cost = along((p) => p.cost);
  return {
    largestStep: { performance: performance.step, cost: cost.step },
    largestRise: { performance: performance.rise, cost: cost.rise },
  };
}
