import type { Frontiers } from './frontier.js';
import type { Relaxation } from './lagrangian.js';
import type { States } from './states.js';
import { extendStates, firstState } from './states.js';

/** Two totals of P̂ that differ by less count as equal. */
export const TOLERANCE = 1e-9;

/** A query that may leave its base choice, with where it may go. */
export interface CoreQuery {
  readonly query: number;
  /** Choices other than the base whose loss is small enough to matter. */
  readonly choices: readonly number[];
  /** Least loss per dollar of a choice that spends more, and of one that spends less, in this and all later core queries. */
  up: number;
  down: number;
}

export interface CoreResult {
  readonly choice: Int32Array;
  /** Loss against the bound: Σ of losses + λ·(money left over). */
  readonly loss: number;
  /** Whether nothing better exists; false when the limit of work was reached. */
  readonly complete: boolean;
}

/**
 * Every assignment within the budget has Σ P̂ = bound − Σ losses − λ·(money left over). So a choice whose loss alone exceeds that of
 * the best known assignment can be in no better one; what is left, the core, is small, and is searched by dynamic programming over
 * its queries: states (money, loss), without those that another beats in both or whose bound is too bad (Pisinger 1995).
 * Returns the known assignment where nothing better exists.
 */
export function searchCore(
  f: Frontiers,
  r: Relaxation,
  budget: number,
  known: { readonly choice: Int32Array; readonly loss: number },
  workLimit: number,
): CoreResult {
  let best = known.loss;
  let found: { readonly level: number; readonly at: number } | null = null;
  const core = coreQueries(f, r, best);
  const levels: States[] = [firstState(budget - r.spend)];
  let work = workLimit;
  const consider = (level: number) => {
    const states = levels[level] as States;
    for (let at = 0; at < states.slack.length; at++) {
      const slack = states.slack[at] as number;
      const loss = (states.loss[at] as number) + r.multiplier * slack;
      if (slack >= 0 && loss < best - TOLERANCE) {
        best = loss;
        found = { level, at };
      }
    }
  };
  consider(0);
  let complete = true;
  for (let k = 0; k < core.length; k++) {
    const { query, choices } = core[k] as CoreQuery;
    const later = core[k + 1];
    const base = r.base[query] as number;
    const next = extendStates(levels[k] as States, {
      choices,
      spend: choices.map((i) => (f.spend[i] as number) - (f.spend[base] as number)),
      loss: choices.map((i) => r.loss[i] as number),
      multiplier: r.multiplier,
      up: Math.min(r.multiplier, later?.up ?? Number.POSITIVE_INFINITY),
      down: later?.down ?? Number.POSITIVE_INFINITY,
      worst: best - TOLERANCE,
      work,
    });
    if (!next) {
      complete = false;
      break;
    }
    ({ work } = next);
    levels.push(next.states);
    consider(k + 1);
    if (next.states.slack.length === 0) break;
  }
  if (!found) return { ...known, complete };
  return { choice: unwind(levels, core, r.base, found), loss: best, complete };
}

/** Core queries, those that trade money for P̂ at nearly λ first: they decide most. */
function coreQueries(f: Frontiers, r: Relaxation, worst: number): CoreQuery[] {
  const core: (CoreQuery & { readonly rate: number })[] = [];
  for (let query = 0; query + 1 < f.start.length; query++) {
    const base = r.base[query] as number;
    const choices: number[] = [];
    let up = Number.POSITIVE_INFINITY;
    let down = Number.POSITIVE_INFINITY;
    for (let i = f.start[query] as number; i < (f.start[query + 1] as number); i++) {
      const loss = r.loss[i] as number;
      if (i === base || loss >= worst) continue;
      choices.push(i);
      const more = (f.spend[i] as number) - (f.spend[base] as number);
      if (more > 0) up = Math.min(up, loss / more);
      else down = Math.min(down, loss / -more);
    }
    if (choices.length > 0) core.push({ query, choices, up, down, rate: Math.min(up, down) });
  }
  core.sort((a, b) => a.rate - b.rate || a.query - b.query);
  for (let k = core.length - 2; k >= 0; k--) {
    const here = core[k] as CoreQuery;
    const later = core[k + 1] as CoreQuery;
    here.up = Math.min(here.up, later.up);
    here.down = Math.min(here.down, later.down);
  }
  return core;
}

/** The choices on the way to a state; queries outside the core, or not yet reached, keep their base. */
function unwind(
  levels: readonly States[],
  core: readonly CoreQuery[],
  base: Int32Array,
  end: { readonly level: number; readonly at: number },
): Int32Array {
  const choice = base.slice();
  let { at } = end;
  for (let level = end.level; level > 0; level--) {
    const states = levels[level] as States;
    const taken = states.taken[at] as number;
    if (taken >= 0) choice[(core[level - 1] as CoreQuery).query] = taken;
    at = states.parent[at] as number;
  }
  return choice;
}
