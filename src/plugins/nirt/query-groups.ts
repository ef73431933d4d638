import type { Matrix } from '../../domain/matrix.js';
import { dot, row } from '../../domain/matrix.js';
import type { TrainingQuery } from '../../domain/responses.js';
import type { QueryGroup } from '../contract.js';
import type { Grouping } from './group-queries.js';

/** The paper reads num(=5) sample queries of each cluster. */
export const SAMPLES = 5;

export interface DescribedGroup extends QueryGroup {
  /** Rows of the queries nearest to the mean of the cluster, at most SAMPLES. */
  readonly examples: readonly number[];
}

/** Size, tasks and typical queries of every cluster, in the order of their numbers. */
export function describeGroups(
  { clusters, clusterOf }: Grouping,
  vectors: Matrix,
  queries: readonly TrainingQuery[],
): DescribedGroup[] {
  const members: number[][] = Array.from({ length: clusters }, () => []);
  clusterOf.forEach((cluster, q) => members[cluster]?.push(q));
  return members.map((rows, id) => {
    const examples = nearestToMean(vectors, rows);
    return {
      id,
      size: rows.length,
      examples,
      samples: examples.flatMap((q) => queries[q]?.text ?? []),
      tasks: taskShares(rows.map((q) => queries[q]?.task ?? null)),
    };
  });
}

function nearestToMean(vectors: Matrix, rows: readonly number[]): number[] {
  const mean = new Float64Array(vectors.cols);
  for (const q of rows) row(vectors, q).forEach((x, c) => (mean[c] = (mean[c] as number) + x / rows.length));
  const near = new Map(rows.map((q) => [q, dot(mean, row(vectors, q))]));
  return [...rows].sort((x, y) => (near.get(y) as number) - (near.get(x) as number) || x - y).slice(0, SAMPLES);
}

/** Most frequent first, equal ones by name; queries without a task are left out, so shares may sum to less than 1. */
function taskShares(tasks: readonly (string | null)[]): { task: string; share: number }[] {
  const counts = new Map<string, number>();
  for (const task of tasks) if (task !== null) counts.set(task, (counts.get(task) ?? 0) + 1);
  return [...counts]
    .map(([task, count]) => ({ task, share: count / tasks.length }))
    .sort((x, y) => y.share - x.share || (x.task < y.task ? -1 : 1));
}
