import type { z } from 'zod';
import type { Artifact } from '../../domain/artifact.js';
import { tensorOf } from '../../domain/artifact.js';
import type { Matrix } from '../../domain/matrix.js';
import { takeRows } from '../../domain/matrix.js';
import { fitMultinomialLogistic } from '../../tensor/linear-algebra/multinomial-logistic.js';
import { softmax } from '../../tensor/linear-algebra/softmax.js';
import { readBinary, saveBinary } from '../binary/artifact.js';
import { win } from '../binary/comparisons.js';
import { eachRow, loadBinaryRouter } from '../binary/router.js';
import type { BinaryTask } from '../binary/training.js';
import { binaryTask, trainBinary } from '../binary/training.js';
import type { Facets, LoadedRouter, TrainingRun, TrainingSet } from '../contract.js';
import { fold, measure, standardise } from '../standardisation.js';
import type { classifierHyperparameters } from './hyperparameters.js';
import { linearAt } from './linear-at.js';

export const CLASSIFIER = 'route-llm-classifier';

type ClassifierHyperparameters = z.infer<typeof classifierHyperparameters>;

/** Classes of a comparison, in the order of `weights`: the weak LLM wins, a tie, the strong one wins. */
const CLASSES = 3;

/** Scores of the three classes over vectors as the embedder gives them. */
interface OutcomeScores {
  /** [3, embeddingSize] */
  readonly weights: Float32Array;
  /** [3] */
  readonly bias: Float32Array;
}

/** Throws TRAINING_DATA_INSUFFICIENT, HYPERPARAMETER_INVALID and CANCELLED. */
export async function trainClassifier(
  data: TrainingSet,
  h: ClassifierHyperparameters,
  run: TrainingRun,
): Promise<Artifact> {
  const task = await binaryTask(CLASSIFIER, data, h, run);
  const { model, pair, curve, training } = await trainBinary(
    task,
    h,
    run,
    (_, kept, part) => fitOutcomes(task, kept, h, part),
    (scores, vectors, query) => outcomeWinRate(scores, h.tie, vectors, query),
  );
  return saveBinary(
    CLASSIFIER,
    { pair, curve },
    {
      embedderId: data.embedderId,
      seed: run.seed,
      hyperparameters: { ...h },
      embeddingSize: data.vectors.cols,
      training,
    },
    { ...model },
  );
}

export function loadClassifier(artifact: Artifact): LoadedRouter & Pick<Facets, 'policy'> {
  const model = readBinary(artifact, CLASSIFIER);
  const { embeddingSize, hyperparameters } = artifact.meta as {
    embeddingSize: number;
    hyperparameters: ClassifierHyperparameters;
  };
  const scores: OutcomeScores = {
    weights: tensorOf(artifact, 'weights', 'Float32Array', CLASSES * embeddingSize),
    bias: tensorOf(artifact, 'bias', 'Float32Array', CLASSES),
  };
  return loadBinaryRouter(
    CLASSIFIER,
    model,
    eachRow((vectors, q) => outcomeWinRate(scores, hyperparameters.tie, vectors, q)),
  );
}

async function fitOutcomes(
  { data, comparisons }: BinaryTask,
  kept: Uint32Array,
  h: ClassifierHyperparameters,
  run: TrainingRun,
): Promise<OutcomeScores> {
  const vectors = takeRows(
    data.vectors,
    Uint32Array.from(kept, (i) => comparisons.rows[i] as number),
  );
  const scaling = measure(vectors);
  const labels = Int32Array.from(kept, (i) => 2 * win(comparisons.strong[i] as number, comparisons.weak[i] as number));
  const { weights, intercepts, dims } = await fitMultinomialLogistic(standardise(vectors, scaling), labels, CLASSES, {
    inverseRegularisation: 1 / h.precision,
    maxIterations: h.maxIterations,
    tolerance: 1e-6,
    signal: run.signal,
  });
  run.onProgress({ stage: 'train', done: 1, total: 1, unit: 'models' });
  const byInput = new Float32Array(weights.length);
  for (let k = 0; k < CLASSES; k++)
    for (let c = 0; c < dims; c++) byInput[c * CLASSES + k] = weights[k * dims + c] as number;
  return fold(byInput, intercepts, scaling);
}

/** Probability that the strong LLM wins plus `tie` times that of a tie, in [0, 1]. */
export function outcomeWinRate({ weights, bias }: OutcomeScores, tie: number, vectors: Matrix, query: number): number {
  const scores = new Float64Array(CLASSES);
  for (let k = 0; k < CLASSES; k++) scores[k] = linearAt(weights, k * vectors.cols, bias[k] as number, vectors, query);
  softmax(scores);
  return Math.min(1, (scores[2] as number) + tie * (scores[1] as number));
}
