import type { AnchorItems } from './items.js';
import { groupRows, isAnswered } from './items.js';

/** Difficulty is split at its quantiles into this many groups. */
const DIFFICULTY_GROUPS = 4;

/** Says of which queries there are enough already. */
export interface Spread {
  /** 2 where neither the task nor the difficulty of the query has had its share yet, 1 where its task has not, else 0. */
  room(row: number): 0 | 1 | 2;
  take(row: number): void;
}

/**
 * Lets each task, and each quarter of the queries by difficulty, have at most `factor` times its share of the queries chosen so far,
 * rounded up. 1 is in proportion; with Infinity there is always room.
 */
export function spreadOver(items: AnchorItems, factor: number): Spread {
  const tasks = shares(items, (row) => items.tasks[row] ?? null);
  const quarters = shares(items, quarterOf(items));
  let total = 0;
  const open = ({ groupOf, share, taken }: Shares, row: number) => {
    const group = groupOf[row] as number;
    return (taken[group] as number) < Math.ceil(factor * (share[group] as number) * (total + 1));
  };
  const take = (row: number) => {
    total++;
    for (const { groupOf, taken } of [tasks, quarters]) {
      const group = groupOf[row] as number;
      taken[group] = (taken[group] as number) + 1;
    }
  };
  items.ids.forEach((_, row) => {
    if (isAnswered(items, row)) take(row);
  });
  return {
    room: (row) => (!open(tasks, row) ? 0 : open(quarters, row) ? 2 : 1),
    take,
  };
}

interface Shares {
  /** [queries] */
  readonly groupOf: Uint32Array;
  /** [groups] part of all queries, sums to 1 */
  readonly share: Float64Array;
  /** [groups] */
  readonly taken: Uint32Array;
}

function shares<K>(items: AnchorItems, key: (row: number) => K): Shares {
  const groups = [...groupRows(items, key).values()];
  const groupOf = new Uint32Array(items.ids.length);
  groups.forEach((rows, group) => rows.forEach((row) => (groupOf[row] = group)));
  const share = Float64Array.from(groups, (rows) => rows.length / items.ids.length);
  return { groupOf, share, taken: new Uint32Array(groups.length) };
}

/** Queries of equal difficulty are in one group; those of unknown difficulty are a group of their own. */
function quarterOf({ difficulty }: AnchorItems): (row: number) => number {
  const sorted = Float64Array.from(Array.from(difficulty).filter((d) => !Number.isNaN(d))).sort();
  const cuts = Array.from({ length: DIFFICULTY_GROUPS - 1 }, (_, i) => {
    return sorted[Math.ceil(((i + 1) * sorted.length) / DIFFICULTY_GROUPS) - 1] ?? Number.NaN;
  });
  return (row) => {
    const d = difficulty[row] as number;
    return Number.isNaN(d) ? -1 : cuts.filter((cut) => d > cut).length;
  };
}
