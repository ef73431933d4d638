import type { Frontiers } from './frontier.js';
import type { Upgrades } from './upgrades.js';
import { cheapest } from './upgrades.js';

/** A choice for each query, as indices into the frontiers. */
export interface GreedyAssignment {
  readonly choice: Int32Array;
  /** Σ P̂ */
  readonly performance: number;
  /** USD */
  readonly spend: number;
  /** Lagrange multiplier of the budget: P̂ per dollar of the first upgrade that did not fit; 0 where all did. */
  readonly multiplier: number;
}

/**
 * From everyone's cheapest LLM, takes the upgrades with the most P̂ per dollar while they fit; one that does not fit ends the
 * upgrades of its query, and others go on. `budget` is at least the least total.
 */
export function greedyAssignment(f: Frontiers, upgrades: Upgrades, budget: number): GreedyAssignment {
  const choice = cheapest(f);
  let spend = 0;
  let performance = 0;
  for (const i of choice) {
    spend += f.spend[i] as number;
    performance += f.performance[i] as number;
  }
  const ended = new Uint8Array(choice.length);
  let multiplier = 0;
  for (let k = 0; k < upgrades.to.length; k++) {
    const q = upgrades.query[k] as number;
    if (ended[q] === 1) continue;
    const price = upgrades.spend[k] as number;
    if (spend + price > budget) {
      ended[q] = 1;
      multiplier ||= (upgrades.performance[k] as number) / price;
      continue;
    }
    choice[q] = upgrades.to[k] as number;
    spend += price;
    performance += upgrades.performance[k] as number;
  }
  return { choice, performance, spend, multiplier };
}
