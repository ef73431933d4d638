import type { Artifact } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { answeredColumns, densePerformance } from '../../domain/responses.js';
import { descend } from '../../tensor/training/descend.js';
import type { FitResult } from '../../tensor/training/types.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { saveNetworks } from '../network/artifact.js';
import type { Layer } from '../network/layers.js';
import { foldLayers, takeOutputs, trainedHidden } from '../network/layers.js';
import { measure, standardise } from '../standardisation.js';
import { taskWeights } from '../task-weights.js';
import { requireResponses } from '../training-checks.js';
import { trainingFigures } from '../training-figures.js';
import type { MlpHyperparameters } from './hyperparameters.js';
import { mlpLoss } from './model.js';

export const MLP_ARTIFACT = 'router/mlp';

/**
 * Trains the members one after another, each from its own start, order and held-out queries. Throws
 * TRAINING_DATA_INSUFFICIENT and CANCELLED.
 */
export async function trainMlp(data: TrainingSet, h: MlpHyperparameters, run: TrainingRun): Promise<Artifact> {
  requireResponses('mlp', data);
  const { vectors, responses } = data;
  const scaling = measure(vectors);
  const runtime = await run.tensor();
  const training = {
    vectors: standardise(vectors, scaling),
    targets: densePerformance(responses),
    weights: taskWeights(responses, h.taskWeightExponent),
  };
  const fits: FitResult<string>[] = [];
  for (let member = 0; member < h.members; member++) {
    const rng = run.rng.fork(`mlp/member ${member}`);
    const progress = { done: member * h.epochs, total: h.members * h.epochs };
    fits.push(await descend(runtime, mlpLoss(runtime, training, h, rng), h, { ...run, rng }, progress));
  }
  const seen = answeredColumns(responses);
  const members = fits.map(({ parameters }) => {
    const last = takeOutputs(outputLayer(parameters), seen);
    return foldLayers([...trainedHidden(parameters, h.hiddenLayers), last], scaling);
  });
  const llms = seen.map((j) => responses.llms[j] as LlmId);
  return saveNetworks(
    MLP_ARTIFACT,
    { llms, members },
    {
      embedderId: data.embedderId,
      seed: run.seed,
      hyperparameters: { ...h },
      training: trainingFigures(responses, fits),
    },
  );
}

/** Weights s + u_j and bias c_j: prediction needs no more than their sum. [hidden units, llms] */
function outputLayer(parameters: Readonly<Record<string, Float32Array>>): Layer {
  const bias = parameters['llmBias'] as Float32Array;
  const shared = parameters['sharedWeights'] as Float32Array;
  const own = parameters['llmWeights'] as Float32Array;
  return { bias, weights: own.map((u, i) => u + (shared[Math.floor(i / bias.length)] as number)) };
}
