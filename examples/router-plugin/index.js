import {
  defineRouter,
  densePerformance,
  dot,
  expectArtifact,
  llmId,
  matrix,
  row,
  tensorOf,
  ThetaError,
  throwIfAborted,
} from 'theta-router/plugin-kit';
import { z } from 'zod';

const KIND = 'router/nearest-task';
const FORMAT = 1;
/** Queries that no task is known of are a task of their own. */
const NO_TASK = '';

/**
 * Rocchio's classifier (1971) over tasks: a query counts as one of the task whose mean vector is nearest by cosine, and an LLM's
 * P̂ is its mean performance there. A mean of few answers is pulled towards the LLM's mean over everything.
 */
export default defineRouter({
  id: 'nearest-task',
  contract: 1,
  title: 'Nearest task',
  description: 'Mean performance of each LLM on the task whose centroid is nearest to the query.',
  maturity: 'experimental',
  citation: {
    work: 'J. Rocchio, Relevance feedback in information retrieval, 1971 (nearest centroid)',
    deviations: ['classes are the tasks of the training queries, and what is predicted is performance, not the class'],
  },
  output: 'performance',
  evaluationOnly: false,
  capabilities: [],
  hyperparameters: z.strictObject({
    shrinkage: z
      .number()
      .min(0)
      .max(1000)
      .default(10)
      .describe('answers that the mean of an LLM over everything counts as within each task')
      .meta({ source: 'chosen by hand, not tuned' }),
  }),

  async train({ vectors, responses, embedderId }, { shrinkage }, run) {
    throwIfAborted(run.signal);
    if (responses.performance.length === 0) {
      throw new ThetaError('TRAINING_DATA_INSUFFICIENT', 'nearest-task needs responses, and there are none.');
    }
    const tasks = [...new Set(responses.queries.map(({ task }) => task ?? NO_TASK))].sort();
    const taskOf = responses.queries.map(({ task }) => tasks.indexOf(task ?? NO_TASK));
    const centroids = matrix(tasks.length, vectors.cols);
    taskOf.forEach((t, q) => addTo(row(centroids, t), row(vectors, q)));
    for (let t = 0; t < tasks.length; t++) normalise(row(centroids, t));

    const observed = densePerformance(responses);
    const answered = responses.llms.map((_, j) => columnHasAnswer(observed, j));
    const columns = responses.llms.flatMap((_, j) => (answered[j] ? [j] : []));
    const means = matrix(tasks.length, columns.length);
    columns.forEach((j, column) => {
      const whole = sums(observed, j, () => true);
      const overall = whole.sum / whole.count;
      for (let t = 0; t < tasks.length; t++) {
        const { sum, count } = sums(observed, j, (q) => taskOf[q] === t);
        const seen = count + shrinkage;
        means.data[t * columns.length + column] = seen === 0 ? overall : (sum + shrinkage * overall) / seen;
      }
    });
    return {
      kind: KIND,
      formatVersion: FORMAT,
      meta: { embedderId, llms: columns.map((j) => responses.llms[j]), tasks },
      tensors: { centroids: centroids.data, means: means.data },
    };
  },

  async load(artifact) {
    const { llms: names, tasks } = expectArtifact(artifact, KIND, FORMAT).meta;
    const llms = names.map(llmId);
    const columnOf = new Map(llms.map((llm, j) => [llm, j]));
    const means = tensorOf(artifact, 'means', 'Float32Array', tasks.length * llms.length);
    const data = tensorOf(artifact, 'centroids', 'Float32Array');
    const centroids = matrix(tasks.length, data.length / tasks.length, data);
    return {
      llms,
      supports: (llm) => columnOf.has(llm),
      async predict(queries, candidates) {
        const columns = candidates.llms.map((llm) => {
          const column = columnOf.get(llm);
          if (column === undefined) throw new ThetaError('UNKNOWN_LLM', `nearest-task has no response of ${llm}.`);
          return column;
        });
        const predicted = matrix(queries.vectors.rows, columns.length);
        for (let q = 0; q < queries.vectors.rows; q++) {
          const task = nearest(centroids, row(queries.vectors, q));
          columns.forEach((column, j) => (predicted.data[q * columns.length + j] = means[task * llms.length + column]));
        }
        return predicted;
      },
      async [Symbol.asyncDispose]() {},
    };
  },
});

/** The row of the largest inner product; the first of equal ones. */
function nearest(centroids, vector) {
  let best = 0;
  let most = -Infinity;
  for (let t = 0; t < centroids.rows; t++) {
    const similarity = dot(row(centroids, t), vector);
    if (similarity > most) [best, most] = [t, similarity];
  }
  return best;
}

function addTo(sum, vector) {
  for (let i = 0; i < sum.length; i++) sum[i] += vector[i];
}

function normalise(vector) {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i] /= length;
}

function columnHasAnswer(observed, j) {
  for (let q = 0; q < observed.rows; q++) if (!Number.isNaN(observed.data[q * observed.cols + j])) return true;
  return false;
}

function sums(observed, j, counts) {
  let [sum, count] = [0, 0];
  for (let q = 0; q < observed.rows; q++) {
    const y = observed.data[q * observed.cols + j];
    if (Number.isNaN(y) || !counts(q)) continue;
    sum += y;
    count++;
  }
  return { sum, count };
}
