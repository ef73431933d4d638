import type { Artifact } from '../../domain/artifact.js';
import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix, row, takeRows } from '../../domain/matrix.js';
import { answeredColumns, meanPerformance } from '../../domain/responses.js';
import { fit } from '../../tensor/training/fit.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { fold, measure, standardise, unscaled } from '../standardisation.js';
import { taskWeights } from '../task-weights.js';
import { requireResponses } from '../training-checks.js';
import { fitFigures } from '../training-figures.js';
import { saveGraph } from './artifact.js';
import type { Edges } from './edges.js';
import { edgesOf, taskNodes } from './edges.js';
import type { GraphRouterHyperparameters } from './hyperparameters.js';
import { maskedMessages } from './masked-messages.js';
import { taskMessages } from './messages.js';
import { graphModel, TRUST_UNIT } from './model.js';

/** Gathers the masked messages, fits the network and closes the graph; see README.md. */
export async function trainGraph(
  data: TrainingSet,
  h: GraphRouterHyperparameters,
  run: TrainingRun,
): Promise<Artifact> {
  throwIfAborted(run.signal);
  requireResponses('graph-router', data);
  const { vectors, responses } = data;
  const all = meanPerformance(responses);
  const seen = answeredColumns(responses);
  const llms = seen.map((j) => responses.llms[j] as LlmId);
  const means = Float32Array.from(seen, (j) => all[j] as number);
  const tasks = taskNodes(responses);
  const edges = edgesOf(responses, llms, means, tasks);
  const scaling = measure(vectors);
  const scaled = standardise(vectors, scaling);
  const profiles = takeRows(data.profiles, seen);
  const fromQueries = llmMessages(scaled, edges);
  const runtime = await run.tensor();
  const messages = await maskedMessages(runtime, vectors, edges, tasks.length, h, run);
  const fitted = await fit(
    runtime,
    graphModel(runtime, vectors.cols, profiles, fromQueries, means, h, run.rng.fork('graph-router/initial')),
    {
      vectors: beside(scaled, messages, (mean, c) => (mean - (scaling.mean[c] as number)) * scaling.scale),
      targets: targetsOf(data, seen),
      weights: taskWeights(responses, h.taskWeightExponent),
    },
    h,
    run,
  );
  const { parameters } = fitted;
  const { dims } = h;
  const none = new Float32Array(dims);
  const query = fold(parameters.queryWeights, parameters.hiddenBias, scaling);
  const neighbour = fold(parameters.neighbourWeights, query.bias, scaling);
  const difficulty = fold(parameters.difficultyWeights, new Float32Array(1), scaling);
  const turned = (weights: Float32Array) => fold(weights, none, unscaled(weights.length / dims)).weights;
  const profileBias = new Float32Array(dims + 1);
  const weights = {
    dims,
    embeddingSize: vectors.cols,
    neighbours: h.neighbours,
    edgeShrinkage: h.edgeShrinkage,
    llms,
    tasks,
    means,
    taskMessages: taskMessages(edges, tasks.length, h.edgeShrinkage, () => true).data,
    queryWeights: query.weights,
    neighbourWeights: neighbour.weights,
    queryMessageWeights: turned(parameters.queryMessageWeights),
    taskMessageWeights: turned(parameters.taskMessageWeights),
    hiddenBias: neighbour.bias,
    difficultyWeights: difficulty.weights,
    difficultyBias: difficulty.bias,
    profileWeights: fold(parameters.profileWeights, profileBias, unscaled(profiles.cols)).weights,
    llmNodes: llmNodes(profiles, fromQueries, parameters, dims),
    level: parameters.level,
    trust: parameters.trust.map((t) => t * TRUST_UNIT),
  };
  return saveGraph(weights, {
    embedderId: data.embedderId,
    seed: run.seed,
    hyperparameters: { ...h },
    training: { queries: vectors.rows, edges: edges.llm.length, ...fitFigures([fitted]) },
  });
}

/** Each LLM node hears the vectors of the queries it was asked, weighted by how it did, scaled to a mean square of 1. */
function llmMessages(vectors: Matrix, edges: Edges): Matrix {
  const { cols } = vectors;
  const out = matrix(edges.llms.length, cols);
  for (let q = 0; q < vectors.rows; q++) {
    for (let e = edges.start[q] as number; e < (edges.start[q + 1] as number); e++) {
      const to = (edges.llm[e] as number) * cols;
      const r = edges.residual[e] as number;
      for (let c = 0; c < cols; c++) {
        out.data[to + c] = (out.data[to + c] as number) + r * (vectors.data[q * cols + c] as number);
      }
    }
  }
  for (let j = 0; j < out.rows; j++) {
    const message = row(out, j);
    const size = Math.sqrt(message.reduce((s, x) => s + x * x, 0) / cols);
    if (size > 0) message.forEach((x, c) => (message[c] = x / size));
  }
  return out;
}

/** Rows [vector | messages]; the mean neighbour vector, which leads the messages, is scaled as vectors are. */
function beside(vectors: Matrix, messages: Matrix, scale: (mean: number, c: number) => number): Matrix {
  const out = matrix(vectors.rows, vectors.cols + messages.cols);
  for (let q = 0; q < out.rows; q++) {
    const to = row(out, q);
    to.set(row(vectors, q));
    to.set(row(messages, q), vectors.cols);
    for (let c = 0; c < vectors.cols; c++) to[vectors.cols + c] = scale(to[vectors.cols + c] as number, c);
  }
  return out;
}

/** [queries, seen] y, NaN where there is no edge. */
function targetsOf({ responses }: TrainingSet, seen: readonly number[]): Matrix {
  const to = new Map(seen.map((j, k) => [j, k]));
  const out = matrix(responses.queries.length, seen.length);
  out.data.fill(Number.NaN);
  for (let q = 0; q < out.rows; q++) {
    for (let e = responses.rowStart[q] as number; e < (responses.rowStart[q + 1] as number); e++) {
      out.data[q * out.cols + (to.get(responses.llmIndex[e] as number) as number)] = responses.performance[e] as number;
    }
  }
  return out;
}

/** Final states of the LLM nodes with their level, [llms, dims + 1]. */
function llmNodes(
  profiles: Matrix,
  messages: Matrix,
  p: Readonly<Record<'profileWeights' | 'edgeWeights' | 'llmOffsets' | 'level', Float32Array>>,
  dims: number,
): Float32Array {
  const size = dims + 1;
  const out = p.llmOffsets.slice();
  for (let j = 0; j < profiles.rows; j++) {
    for (let k = 0; k < size; k++) {
      let sum = out[j * size + k] as number;
      row(profiles, j).forEach((x, c) => (sum += x * (p.profileWeights[c * size + k] as number)));
      row(messages, j).forEach((x, c) => (sum += x * (p.edgeWeights[c * size + k] as number)));
      out[j * size + k] = k === dims ? sum + (p.level[0] as number) : sum;
    }
  }
  return out;
}
