import type { z } from 'zod';
import type { Artifact } from '../../domain/artifact.js';
import { tensorOf } from '../../domain/artifact.js';
import { sigmoid } from '../../domain/logistic.js';
import { takeRows } from '../../domain/matrix.js';
import { fit } from '../../tensor/training/fit.js';
import { readBinary, saveBinary } from '../binary/artifact.js';
import type { BinaryTask } from '../binary/training.js';
import { binaryTask, trainBinary } from '../binary/training.js';
import { eachRow, loadBinaryRouter } from '../binary/router.js';
import type { LoadedRouter, TrainingRun, TrainingSet, Facets } from '../contract.js';
import { fold, measure, standardise } from '../standardisation.js';
import type { mfHyperparameters } from './hyperparameters.js';
import { linearAt } from './linear-at.js';
import { mfModel, pairLogOdds } from './mf-model.js';
import { allPairs, llmsSeen, preferences } from './opponents.js';

export const MF = 'route-llm-mf';

type MfHyperparameters = z.infer<typeof mfHyperparameters>;

/** Log-odds of the strong LLM over vectors as the embedder gives them: weights [embeddingSize], bias [1]. */
interface PairLogOdds {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Throws TRAINING_DATA_INSUFFICIENT, HYPERPARAMETER_INVALID and CANCELLED. */
export async function trainMf(data: TrainingSet, h: MfHyperparameters, run: TrainingRun): Promise<Artifact> {
  const task = await binaryTask(MF, data, h, run);
  const { model, pair, curve, training } = await trainBinary(
    task,
    h,
    run,
    (_, kept, part) => fitMf(task, kept, h, part),
    ({ weights, bias }, vectors, query) => sigmoid(linearAt(weights, 0, bias[0] as number, vectors, query)),
  );
  return saveBinary(
    MF,
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

export function loadMf(artifact: Artifact): LoadedRouter & Pick<Facets, 'policy'> {
  const model = readBinary(artifact, MF);
  const { embeddingSize } = artifact.meta as { embeddingSize: number };
  const weights = tensorOf(artifact, 'weights', 'Float32Array', embeddingSize);
  const bias = tensorOf(artifact, 'bias', 'Float32Array', 1)[0] as number;
  return loadBinaryRouter(
    MF,
    model,
    eachRow((vectors, q) => sigmoid(linearAt(weights, 0, bias, vectors, q))),
  );
}

/** Fits the factors to the preferences on some of the compared queries and keeps what they say of the pair. */
async function fitMf(
  task: BinaryTask,
  kept: Uint32Array,
  h: MfHyperparameters,
  run: TrainingRun,
): Promise<PairLogOdds> {
  const rows = Uint32Array.from(kept, (i) => task.comparisons.rows[i] as number);
  const llms = h.preferences === 'all' ? llmsSeen(task.performance, rows) : [task.pair.strong, task.pair.weak];
  const pairs = allPairs(llms);
  const vectors = takeRows(task.data.vectors, rows);
  const scaling = measure(vectors);
  const runtime = await run.tensor();
  const { parameters } = await fit(
    runtime,
    mfModel(runtime, vectors.cols, llms.length, pairs, h, run.rng.fork('route-llm/mf')),
    {
      vectors: standardise(vectors, scaling),
      targets: preferences(task.performance, rows, llms, pairs),
      weights: new Float32Array(rows.length).fill(1),
    },
    h,
    run,
  );
  const { strong, weak } = task.pair;
  const own = pairLogOdds(parameters, { strong: llms.indexOf(strong), weak: llms.indexOf(weak) });
  return fold(own.weights, own.bias, scaling);
}
