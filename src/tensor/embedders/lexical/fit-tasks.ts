import { matrix, takeRows } from '../../../domain/matrix.js';
import type { Matrix } from '../../../domain/matrix.js';
import type { RunContext } from '../../../domain/run.js';
import { classProbabilities, fitMultinomialLogistic } from '../../linear-algebra/multinomial-logistic.js';
import type { LinearClassifier } from '../../linear-algebra/multinomial-logistic.js';
import type { LexicalOptions } from './options.js';

const MAX_ITERATIONS = 100;
const TOLERANCE = 3e-3;

export interface TaskFit {
  readonly tasks: readonly string[];
  readonly classifier: LinearClassifier;
  /** [queries, tasks]: what the classifier would say had it not seen the query, where it was trained on it. */
  readonly probabilities: Matrix;
}

/**
 * Learns to tell the task from the base vector [queries, dims]. Queries without a task, or with one that is too rare, take no
 * part. The probabilities of a query that did are those of a classifier fitted without its fold: in-sample ones
 * are surer than those of queries to come, and a router trained on them would trust the task too much.
 */
export async function fitTasks(
  base: Matrix,
  taskOf: readonly (string | null)[],
  options: LexicalOptions,
  run: RunContext,
): Promise<TaskFit> {
  const tasks = options.taskWeight > 0 ? frequentTasks(taskOf, options.minTaskQueries) : [];
  const classes = tasks.length;
  if (classes < 2) return { tasks: [], classifier: noClassifier(base.cols), probabilities: matrix(base.rows, 0) };
  const labels = Int32Array.from(taskOf, (task) => (task === null ? -1 : tasks.indexOf(task)));
  const folds = assignFolds(labels, classes, options.crossFitFolds, run);
  const fit = (rows: number[], start?: LinearClassifier): Promise<LinearClassifier> =>
    fitMultinomialLogistic(
      takeRows(base, rows),
      Int32Array.from(rows, (i) => labels[i] as number),
      classes,
      {
        inverseRegularisation: options.taskInverseRegularisation,
        maxIterations: MAX_ITERATIONS,
        tolerance: TOLERANCE,
        start,
        signal: run.signal,
      },
    );
  const total = options.crossFitFolds > 1 ? options.crossFitFolds + 1 : 1;
  const report = (done: number): void => run.onProgress({ stage: 'embedder: tasks', done, total, unit: 'fits' });
  report(0);
  const classifier = await fit(indicesWhere(folds, (f) => f >= 0));
  report(1);
  const probabilities = matrix(base.rows, classes);
  write(
    classifier,
    base,
    indicesWhere(folds, (f) => f < 0 || total === 1),
    probabilities,
  );
  for (let fold = 0; fold + 1 < total; fold++) {
    const others = await fit(
      indicesWhere(folds, (f) => f >= 0 && f !== fold),
      classifier,
    );
    write(
      others,
      base,
      indicesWhere(folds, (f) => f === fold),
      probabilities,
    );
    report(fold + 2);
  }
  return { tasks, classifier, probabilities };
}

/** Tasks with enough queries, in alphabetical order. */
function frequentTasks(taskOf: readonly (string | null)[], least: number): string[] {
  const queries = new Map<string, number>();
  for (const task of taskOf) if (task !== null) queries.set(task, (queries.get(task) ?? 0) + 1);
  return [...queries]
    .filter(([, n]) => n >= least)
    .map(([task]) => task)
    .sort();
}

/** Fold of each labelled query, spread evenly over each task; -1 without a label. */
function assignFolds(labels: Int32Array, classes: number, folds: number, run: RunContext): Int32Array {
  const rng = run.rng.fork('lexical/folds');
  const out = new Int32Array(labels.length).fill(-1);
  for (let k = 0; k < classes; k++) {
    const members = rng.shuffle(indicesWhere(labels, (label) => label === k));
    members.forEach((i, position) => (out[i] = position % folds));
  }
  return out;
}

function write(classifier: LinearClassifier, base: Matrix, rows: readonly number[], out: Matrix): void {
  const p = new Float64Array(classifier.classes);
  for (const r of rows) {
    classProbabilities(classifier, base.data, r * base.cols, p);
    out.data.set(p, r * out.cols);
  }
}

function indicesWhere(values: Int32Array, wanted: (value: number) => boolean): number[] {
  const out: number[] = [];
  values.forEach((value, i) => wanted(value) && out.push(i));
  return out;
}

const noClassifier = (dims: number): LinearClassifier => ({
  classes: 0,
  dims,
  weights: new Float32Array(0),
  intercepts: new Float32Array(0),
});
