import { takeRows } from '../../../domain/matrix.js';
import type { Matrix } from '../../../domain/matrix.js';
import type { RunContext } from '../../../domain/run.js';
import { fitMultinomialLogistic } from '../../linear-algebra/multinomial-logistic.js';
import type { LinearClassifier } from '../../linear-algebra/multinomial-logistic.js';
import type { LexicalOptions } from './options.js';

/** Held-out accuracy and loss stop improving long before the optimum: docs/decisions/0002-lexical-embedder.md. */
const MAX_ITERATIONS = 100;
const TOLERANCE = 3e-3;

export interface TaskFit {
  /** Names of the classes, in alphabetical order. */
  readonly tasks: readonly string[];
  readonly classifier: LinearClassifier;
}

/**
 * Learns to tell the task from the base vector [queries, dims]. Queries without a task, or with one that is too rare, take no
 * part; with fewer than two tasks left the classifier has no classes.
 */
export async function fitTasks(
  base: Matrix,
  taskOf: readonly (string | null)[],
  options: LexicalOptions,
  run: RunContext,
): Promise<TaskFit> {
  const tasks = options.taskWeight > 0 ? frequentTasks(taskOf, options.minTaskQueries) : [];
  if (tasks.length < 2) return { tasks: [], classifier: noClassifier(base.cols) };
  const report = (done: number): void => run.onProgress({ stage: 'embedder: tasks', done, total: 1, unit: 'fits' });
  report(0);
  const classOf = new Map(tasks.map((task, k) => [task, k]));
  const rows: number[] = [];
  const labels: number[] = [];
  taskOf.forEach((task, i) => {
    const label = task === null ? undefined : classOf.get(task);
    if (label === undefined) return;
    rows.push(i);
    labels.push(label);
  });
  const classifier = await fitMultinomialLogistic(takeRows(base, rows), Int32Array.from(labels), tasks.length, {
    inverseRegularisation: options.taskInverseRegularisation,
    maxIterations: MAX_ITERATIONS,
    tolerance: TOLERANCE,
    signal: run.signal,
  });
  report(1);
  return { tasks, classifier };
}

function frequentTasks(taskOf: readonly (string | null)[], least: number): string[] {
  const queries = new Map<string, number>();
  for (const task of taskOf) if (task !== null) queries.set(task, (queries.get(task) ?? 0) + 1);
  return [...queries]
    .filter(([, n]) => n >= least)
    .map(([task]) => task)
    .sort();
}

const noClassifier = (dims: number): LinearClassifier => ({
  classes: 0,
  dims,
  weights: new Float32Array(0),
  intercepts: new Float32Array(0),
});
