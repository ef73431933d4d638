import type { Artifact } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { matrix, normaliseRows, takeRows } from '../../domain/matrix.js';
import { answeredColumns, densePerformance } from '../../domain/responses.js';
import { kMeans } from '../../tensor/clustering/k-means.js';
import { descend } from '../../tensor/training/descend.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { saveNetworks } from '../network/artifact.js';
import type { Layer } from '../network/layers.js';
import { foldLayers, trainedHidden } from '../network/layers.js';
import { measure, standardise } from '../standardisation.js';
import { taskWeights } from '../task-weights.js';
import { requireResponses } from '../training-checks.js';
import { trainingFigures } from '../training-figures.js';
import type { RouterDcHyperparameters } from './hyperparameters.js';
import { routerDcLoss } from './model.js';

export const ROUTER_DC_ARTIFACT = 'router/router-dc';

/** Clusters the queries, then learns the head and the LLM embeddings. Throws TRAINING_DATA_INSUFFICIENT and CANCELLED. */
export async function trainRouterDc(
  data: TrainingSet,
  h: RouterDcHyperparameters,
  run: TrainingRun,
): Promise<Artifact> {
  requireResponses('router-dc', data);
  const { responses } = data;
  const scaling = measure(data.vectors);
  const vectors = standardise(data.vectors, scaling);
  const rng = run.rng.fork('router-dc');
  const k = Math.min(h.clusters, vectors.rows);
  const { assignment } = await kMeans(vectors, k, { rng: rng.fork('clusters'), signal: run.signal });
  const training = {
    vectors,
    targets: densePerformance(responses),
    weights: taskWeights(responses, h.taskWeightExponent),
    clusters: assignment,
  };
  const runtime = await run.tensor();
  const fit = await descend(runtime, routerDcLoss(runtime, training, h, rng), h, { ...run, rng });
  const head: Layer = {
    weights: fit.parameters['headWeights'] as Float32Array,
    bias: fit.parameters['headBias'] as Float32Array,
  };
  const layers = foldLayers([...trainedHidden(fit.parameters, h.hiddenLayers), head], scaling);
  const seen = answeredColumns(responses);
  const embeddings = matrix(responses.llms.length, h.dims, (fit.parameters['llmEmbeddings'] as Float32Array).slice());
  return saveNetworks(
    ROUTER_DC_ARTIFACT,
    { llms: seen.map((j) => responses.llms[j] as LlmId), members: [layers] },
    {
      embedderId: data.embedderId,
      seed: run.seed,
      hyperparameters: { ...h },
      training: trainingFigures(responses, [fit]),
    },
    { llmEmbeddings: normaliseRows(takeRows(embeddings, seen)).data },
  );
}
