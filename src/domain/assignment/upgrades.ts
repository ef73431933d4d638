import type { Frontiers } from './frontier.js';

/** A step of one query along its hull, from one LLM to the next better one. */
export interface Upgrades {
  readonly query: Int32Array;
  /** Choice (index into the frontiers) that the step leads to. */
  readonly to: Int32Array;
  readonly spend: Float64Array;
  readonly performance: Float64Array;
}

/** All steps of all queries, the most P̂ per dollar first. Steps of one query come in their order: its hull is concave. */
export function upgradesByEfficiency(f: Frontiers): Upgrades {
  const from: number[] = [];
  const to: number[] = [];
  const query: number[] = [];
  for (let q = 0; q + 1 < f.start.length; q++) {
    let last = -1;
    for (let i = f.start[q] as number; i < (f.start[q + 1] as number); i++) {
      if (f.onHull[i] === 0) continue;
      if (last >= 0) {
        from.push(last);
        to.push(i);
        query.push(q);
      }
      last = i;
    }
  }
  const spend = (k: number) => (f.spend[to[k] as number] as number) - (f.spend[from[k] as number] as number);
  const gain = (k: number) => (f.performance[to[k] as number] as number) - (f.performance[from[k] as number] as number);
  const efficiency = Float64Array.from(to, (_, k) => gain(k) / spend(k));
  const order = Int32Array.from(to.keys()).sort(
    (a, b) => (efficiency[b] as number) - (efficiency[a] as number) || a - b,
  );
  return {
    query: Int32Array.from(order, (k) => query[k] as number),
    to: Int32Array.from(order, (k) => to[k] as number),
    spend: Float64Array.from(order, spend),
    performance: Float64Array.from(order, gain),
  };
}

/** Everyone's cheapest choice: where every assignment starts. */
export const cheapest = (f: Frontiers): Int32Array => f.start.slice(0, -1);
