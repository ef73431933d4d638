import type { ResponseMatrix } from '../domain/responses.js';
import type { Rng } from '../domain/random.js';

/**
 * Fold of each query, [queries], from 0 to folds − 1. Every task is spread evenly: its counts in any two folds differ by
 * one at most, and so do the sizes of the folds, because each task goes on dealing where the last one stopped. A task with
 * fewer queries than folds is therefore in some folds only, and not always in the first.
 * Throws RangeError unless `folds` is an integer from 2 to 255 and no more than the queries.
 */
export function stratifiedFolds(m: ResponseMatrix, folds: number, rng: Rng): Uint8Array {
  const limit = Math.min(255, m.queries.length);
  if (!Number.isInteger(folds) || folds < 2 || folds > limit) {
    throw new RangeError(`folds must be an integer from 2 to ${limit}, got ${folds}`);
  }
  const out = new Uint8Array(m.queries.length);
  let dealt = 0;
  for (const stratum of shuffledTasks(m, rng)) for (const q of stratum) out[q] = dealt++ % folds;
  return out;
}

/** The queries of each task in random order; tasks in alphabetical order, queries without a task last. */
function shuffledTasks(m: ResponseMatrix, rng: Rng): readonly Uint32Array[] {
  const byTask = new Map<string | null, number[]>();
  for (const [q, { task }] of m.queries.entries()) {
    const queries = byTask.get(task);
    if (queries) queries.push(q);
    else byTask.set(task, [q]);
  }
  const tasks = [...byTask.keys()].filter((task) => task !== null).sort();
  const ordered = byTask.has(null) ? [...tasks, null] : tasks;
  return ordered.map((task) => rng.shuffle(Uint32Array.from(byTask.get(task) as number[])));
}
