import type { Matrix } from '../matrix.js';
import { TOLERANCE, searchCore } from './core-search.js';
import type { Frontiers } from './frontier.js';
import { budgetRange, frontiers } from './frontier.js';
import type { GreedyAssignment } from './greedy.js';
import { greedyAssignment } from './greedy.js';
import { relax } from './lagrangian.js';
import type { Upgrades } from './upgrades.js';
import { upgradesByEfficiency } from './upgrades.js';

/** One LLM for each of many queries, within one budget. */
export interface Assignment {
  /** [queries] column of the chosen LLM. */
  readonly choice: Int32Array;
  /** Σ P̂ of the chosen LLMs. */
  readonly performance: number;
  /** USD, at most the budget. */
  readonly spend: number;
  /** No assignment within the budget has a larger Σ P̂ than this. */
  readonly bound: number;
  /** Whether it is proved that none is better (by 1e−9 or more); else bound − performance says how much could be missing. */
  readonly proved: boolean;
  /** Σ P̂ that one more dollar would buy (the Lagrange multiplier of the budget); 0 where everyone has the best LLM. */
  readonly multiplier: number;
}

export type AssignmentMethod = 'optimal' | 'greedy';

/** Many budgets can be asked of one batch: what does not depend on the budget is worked out once. */
export interface AssignmentProblem {
  /** USD of everyone's cheapest LLM; with less there is no assignment. */
  readonly least: number;
  /** USD of everyone's best LLM; more buys nothing. */
  readonly most: number;
  /** Throws RangeError for a budget below `least`. */
  assign(budget: number, method?: AssignmentMethod): Assignment;
  /** At most `count` of the best assignments for their spend, from the cheapest to the best: corners of the concave hull. */
  pareto(count: number): ParetoPoint[];
}

export interface ParetoPoint {
  /** USD */
  readonly spend: number;
  /** Σ P̂ */
  readonly performance: number;
}

/** Comparisons that a search may make before it gives back the best that it has found: a few tenths of a second. */
const WORK_LIMIT = 100_000_000;
/** Sums of the same prices in another order differ by rounding; that must not make a budget too small. */
const ROUNDING = 1e-12;

/**
 * Batch assignment of queries to LLMs as a multiple-choice knapsack (OptLLM, Liu et al. 2024): maximise Σ P̂ subject to
 * Σ spend ≤ budget. `predicted` and `spend` (USD) are [queries, llms]; a NaN spend marks an LLM that cannot be chosen. Throws
 * RangeError for anything else that is no finite number.
 */
export function assignmentProblem(predicted: Matrix, spend: Matrix, workLimit = WORK_LIMIT): AssignmentProblem {
  const f = frontiers(predicted, spend);
  const upgrades = upgradesByEfficiency(f);
  const range = budgetRange(f);
  return {
    ...range,
    assign(budget, method = 'optimal') {
      const limit = budget + ROUNDING * range.most;
      if (!(limit >= range.least)) {
        throw new RangeError(`a budget of ${budget} USD is below the least total of ${range.least} USD`);
      }
      const greedy = greedyAssignment(f, upgrades, limit);
      return method === 'greedy' ? fromGreedy(f, greedy, limit) : optimal(f, greedy, limit, workLimit);
    },
    pareto: (count) => paretoPoints(f, upgrades, count),
  };
}

function fromGreedy(f: Frontiers, g: GreedyAssignment, budget: number): Assignment {
  const { bound } = relax(f, g.multiplier, budget);
  return describe(f, g.choice, bound, false, g.multiplier);
}

function optimal(f: Frontiers, g: GreedyAssignment, budget: number, workLimit: number): Assignment {
  if (g.multiplier === 0) return fromGreedy(f, g, budget);
  const r = relax(f, g.multiplier, budget);
  const known = { choice: g.choice, loss: r.bound - g.performance };
  const { choice, complete } = searchCore(f, r, budget, known, workLimit);
  return describe(f, choice, r.bound, complete, g.multiplier);
}

/** Totals are added up anew, so that they are those of the choices and not of the way to them. */
function describe(
  f: Frontiers,
  picked: Int32Array,
  upperBound: number,
  complete: boolean,
  multiplier: number,
): Assignment {
  let spend = 0;
  let performance = 0;
  for (const i of picked) {
    spend += f.spend[i] as number;
    performance += f.performance[i] as number;
  }
  const choice = picked.map((i) => f.column[i] as number);
  const proved = complete || upperBound - performance < TOLERANCE;
  return { choice, performance, spend, bound: proved ? performance : upperBound, proved, multiplier };
}

/** Walks all upgrades in order of efficiency and keeps points that are about equally far apart in money. */
function paretoPoints(f: Frontiers, upgrades: Upgrades, count: number): ParetoPoint[] {
  const { least, most } = budgetRange(f);
  const all = greedyAssignment(f, upgrades, least);
  let { spend, performance } = all;
  const points: ParetoPoint[] = [{ spend, performance }];
  for (let k = 0; k < upgrades.to.length; k++) {
    spend += upgrades.spend[k] as number;
    performance += upgrades.performance[k] as number;
    const due = least + ((most - least) * points.length) / Math.max(1, count - 1);
    if (spend >= due || k === upgrades.to.length - 1) points.push({ spend, performance });
  }
  return points.length > count ? [...points.slice(0, count - 1), points.at(-1) as ParetoPoint] : points;
}
