import type { Frontiers } from './frontier.js';

/** The problem with the budget turned into a price λ per dollar: every query then chooses for itself. */
export interface Relaxation {
  readonly multiplier: number;
  /** No assignment within the budget has a larger Σ P̂. */
  readonly bound: number;
  /** [queries] choice with the best P̂ − λ·spend, the cheaper one of equals. */
  readonly base: Int32Array;
  /** USD of the base choices. */
  readonly spend: number;
  /** [choices] how much worse than the base P̂ − λ·spend is; 0 or more. */
  readonly loss: Float64Array;
}

/** L(λ) = Σ_q max_j (P̂ − λ·spend) + λ·budget (Fisher 1981): an upper bound for every λ ≥ 0. */
export function relax(f: Frontiers, multiplier: number, budget: number): Relaxation {
  const queries = f.start.length - 1;
  const base = new Int32Array(queries);
  const loss = new Float64Array(f.spend.length);
  const reduced = (i: number) => (f.performance[i] as number) - multiplier * (f.spend[i] as number);
  let bound = multiplier * budget;
  let spend = 0;
  for (let q = 0; q < queries; q++) {
    const from = f.start[q] as number;
    const to = f.start[q + 1] as number;
    let best = from;
    for (let i = from + 1; i < to; i++) if (reduced(i) > reduced(best)) best = i;
    for (let i = from; i < to; i++) loss[i] = reduced(best) - reduced(i);
    base[q] = best;
    bound += reduced(best);
    spend += f.spend[best] as number;
  }
  return { multiplier, bound, base, spend, loss };
}
