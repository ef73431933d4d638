import type { Artifact } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { answeredColumns, densePerformance } from '../../domain/responses.js';
import { descend } from '../../tensor/training/descend.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { saveNetworks } from '../network/artifact.js';
import type { Layer } from '../network/layers.js';
import { foldLayers, takeOutputs, trainedHidden } from '../network/layers.js';
import { measure, standardise } from '../standardisation.js';
import { taskWeights } from '../task-weights.js';
import { requireResponses } from '../training-checks.js';
import { trainingFigures } from '../training-figures.js';
import type { ZooterHyperparameters } from './hyperparameters.js';
import { zooterLoss } from './model.js';
import { enhance, rewardDistributions } from './silver-labels.js';

export const ZOOTER_ARTIFACT = 'router/zooter';

/** Distils the observed performance into the routing function. Throws TRAINING_DATA_INSUFFICIENT and CANCELLED. */
export async function trainZooter(data: TrainingSet, h: ZooterHyperparameters, run: TrainingRun): Promise<Artifact> {
  requireResponses('zooter', data);
  const { vectors, responses } = data;
  const scaling = measure(vectors);
  const labels = rewardDistributions(densePerformance(responses), h.labelSharpness);
  const tags = responses.queries.map(({ task }) => task);
  const training = {
    vectors: standardise(vectors, scaling),
    targets: enhance(labels, tags, h.queryWeight),
    weights: taskWeights(responses, h.taskWeightExponent),
  };
  const runtime = await run.tensor();
  const rng = run.rng.fork('zooter');
  const fit = await descend(runtime, zooterLoss(runtime, training, h, rng), h, { ...run, rng });
  const seen = answeredColumns(responses);
  const output: Layer = {
    weights: fit.parameters['llmWeights'] as Float32Array,
    bias: fit.parameters['llmBias'] as Float32Array,
  };
  const layers = foldLayers([...trainedHidden(fit.parameters, h.hiddenLayers), takeOutputs(output, seen)], scaling);
  const llms = seen.map((j) => responses.llms[j] as LlmId);
  return saveNetworks(
    ZOOTER_ARTIFACT,
    { llms, members: [layers] },
    {
      embedderId: data.embedderId,
      seed: run.seed,
      hyperparameters: { ...h },
      training: trainingFigures(responses, [fit]),
    },
  );
}
