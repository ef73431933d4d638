import type { Matrix } from '../../domain/matrix.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { kMeans } from '../../tensor/clustering/k-means.js';
import type { TrainingRun } from '../contract.js';
import type { HirtHyperparameters } from './hyperparameters.js';

/** The named dimension that each training query belongs to. */
export interface TaskLabels {
  /** `clusters` where most queries had no label. */
  readonly kind: 'tasks' | 'clusters';
  /** In alphabetical order; what is too small for a dimension of its own comes last. */
  readonly names: readonly string[];
  /** [queries] index into names, −1 for a query without a label. */
  readonly labels: Int32Array;
}

/** Small tasks together; with a large task of that name they join it. */
const OTHER = 'other tasks';

/** The task labels of the training data, or clusters of the vectors where fewer than half of the queries have one. */
export async function labelTasks(
  responses: ResponseMatrix,
  vectors: Matrix,
  h: HirtHyperparameters,
  run: TrainingRun,
): Promise<TaskLabels> {
  const labelled = responses.queries.filter(({ task }) => task !== null).length;
  if (2 * labelled >= responses.queries.length) return fromTasks(responses, h.minTaskQueries);
  const clusters = Math.min(h.clusters, vectors.rows);
  const { assignment } = await kMeans(vectors, clusters, { rng: run.rng.fork('hirt/clusters'), signal: run.signal });
  const names = Array.from({ length: clusters }, (_, k) => `cluster ${k + 1}`);
  return { kind: 'clusters', names, labels: assignment };
}

function fromTasks({ queries }: ResponseMatrix, minQueries: number): TaskLabels {
  const sizes = new Map<string, number>();
  for (const { task } of queries) if (task !== null) sizes.set(task, (sizes.get(task) ?? 0) + 1);
  const names = [...sizes.keys()].filter((task) => (sizes.get(task) as number) >= minQueries).sort();
  if (names.length < sizes.size && !names.includes(OTHER)) names.push(OTHER);
  const index = new Map(names.map((task, k) => [task, k]));
  const other = index.get(OTHER) ?? -1;
  const labels = Int32Array.from(queries, ({ task }) => (task === null ? -1 : (index.get(task) ?? other)));
  return { kind: 'tasks', names, labels };
}
