import { hash32 } from '../../domain/random.js';
import type { AnchorItems } from './items.js';
import { groupRows, isAnswered } from './items.js';
import { byRandomKey, randomKeys } from './random-order.js';

/** A task and what was taken of it. */
interface Stratum {
  readonly task: string | null;
  /** Rows by difficulty, easiest first; those of unknown difficulty last. */
  readonly rows: readonly number[];
  readonly used: Uint8Array;
  /** Queries of it that are answered or chosen. */
  taken: number;
  readonly shift: number;
}

/**
 * Queries spread evenly over tasks and difficulty, at most `count`. The next one comes from the task whose size divided by
 * (2·taken + 1) is largest (Sainte-Laguë): shares are in proportion to the sizes of the tasks, and unlike with largest remainders the first
 * k of n queries are those that k would give. Within a task they follow a van der Corput sequence over the ranks of difficulty, shifted at
 * random: every beginning of it is spread over all quantiles.
 */
export function stratifiedRows(items: AnchorItems, count: number, seed: number): number[] {
  const strata = strataOf(items, seed);
  const chosen: number[] = [];
  while (chosen.length < count) {
    const next = largestClaim(strata);
    if (!next) break;
    chosen.push(takeFrom(next));
  }
  return chosen;
}

function strataOf(items: AnchorItems, seed: number): Stratum[] {
  const compare = byRandomKey(items, randomKeys(items, seed));
  const hardness = (row: number) => {
    const difficulty = items.difficulty[row] as number;
    return Number.isNaN(difficulty) ? Number.MAX_VALUE : difficulty;
  };
  const groups = [...groupRows(items, (row) => items.tasks[row] ?? null)];
  return groups.map(([task, unordered]) => {
    const rows = unordered.sort((a, b) => hardness(a) - hardness(b) || compare(a, b));
    const used = Uint8Array.from(rows, (row) => (isAnswered(items, row) ? 1 : 0));
    const taken = used.reduce((sum, one) => sum + one, 0);
    return { task, rows, used, taken, shift: hash32(`${seed} ${task ?? ''}`) / 2 ** 32 };
  });
}

/** Among tasks that have queries left; of equal claims the name that comes first, no name last. Null where nothing is left. */
function largestClaim(strata: readonly Stratum[]): Stratum | null {
  let best: Stratum | null = null;
  for (const stratum of strata) {
    if (stratum.taken === stratum.rows.length) continue;
    const claim = (of: Stratum) => of.rows.length / (2 * of.taken + 1);
    const ahead = best === null ? 1 : claim(stratum) - claim(best);
    if (ahead > 0 || (ahead === 0 && best !== null && before(stratum.task, best.task))) best = stratum;
  }
  return best;
}

const before = (a: string | null, b: string | null): boolean => a !== null && (b === null || a < b);

/** The free query nearest to the next point of the sequence; of two equally near the easier one. */
function takeFrom(stratum: Stratum): number {
  const { rows, used } = stratum;
  const point = (vanDerCorput(stratum.taken) + stratum.shift) % 1;
  const at = Math.floor(point * rows.length);
  let distance = 0;
  const free = (rank: number) => rank >= 0 && rank < rows.length && used[rank] === 0;
  while (!free(at - distance) && !free(at + distance)) distance++;
  const rank = free(at - distance) ? at - distance : at + distance;
  used[rank] = 1;
  stratum.taken++;
  return rows[rank] as number;
}

/** The digits of n in base 2, mirrored at the point: 0, 1/2, 1/4, 3/4, 1/8, … */
function vanDerCorput(n: number): number {
  let out = 0;
  for (let digit = 0.5; n > 0; digit /= 2, n = Math.floor(n / 2)) out += digit * (n % 2);
  return out;
}
