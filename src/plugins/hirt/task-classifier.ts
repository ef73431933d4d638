import type { Matrix } from '../../domain/matrix.js';
import { matrix, takeRows } from '../../domain/matrix.js';
import type { LinearClassifier } from '../../tensor/linear-algebra/multinomial-logistic.js';
import { classProbabilities, fitMultinomialLogistic } from '../../tensor/linear-algebra/multinomial-logistic.js';
import type { TrainingRun } from '../contract.js';
import type { HirtHyperparameters } from './hyperparameters.js';
import { dropUnlikely } from './task-probabilities.js';

export interface TaskModel {
  readonly classifier: LinearClassifier;
  /** [queries, tasks] p(task | query) of the training queries, each by a classifier that has not seen it. */
  readonly probabilities: Matrix;
}

const MOST_ITERATIONS = 100;
const TOLERANCE = 1e-5;

/**
 * Learns p(task | query). A training query gets its probabilities from a classifier fitted without its part, so that the
 * abilities are learned under the same doubt about the task as they are used with.
 */
export async function fitTaskModel(
  vectors: Matrix,
  labels: Int32Array,
  tasks: number,
  h: HirtHyperparameters,
  run: TrainingRun,
): Promise<TaskModel> {
  const labelled = [...labels.keys()].filter((q) => (labels[q] as number) >= 0);
  const options = {
    inverseRegularisation: h.classifierInverseRegularisation,
    maxIterations: MOST_ITERATIONS,
    tolerance: TOLERANCE,
    signal: run.signal,
  };
  const fit = (rows: readonly number[]) =>
    fitMultinomialLogistic(
      takeRows(vectors, rows),
      Int32Array.from(rows, (q) => labels[q] as number),
      tasks,
      options,
    );
  const parts = Math.min(h.classifierFolds, labelled.length);
  const progress = (done: number) => run.onProgress({ stage: 'tasks', done, total: parts + 1, unit: 'classifiers' });
  progress(0);
  const classifier = await fit(labelled);
  const part = run.rng.fork('hirt/folds').shuffle(Int32Array.from(labels, (_, i) => i % parts));
  const probabilities = matrix(vectors.rows, tasks);
  for (let held = 0; held < parts; held++) {
    progress(held + 1);
    const rows = labelled.filter((q) => part[q] !== held);
    // Without other queries to learn from, only the classifier of all is left.
    const other = rows.length > 0 ? await fit(rows) : classifier;
    for (let q = 0; q < vectors.rows; q++) if (part[q] === held) classify(other, vectors, q, probabilities);
  }
  progress(parts + 1);
  return { classifier, probabilities };
}

function classify(classifier: LinearClassifier, vectors: Matrix, q: number, out: Matrix): void {
  const p = new Float64Array(out.cols);
  classProbabilities(classifier, vectors.data, q * vectors.cols, p);
  dropUnlikely(p);
  out.data.set(p, q * out.cols);
}
