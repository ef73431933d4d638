import type { Artifact } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { answeredColumns, densePerformance } from '../../domain/responses.js';
import { fit } from '../../tensor/training/fit.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { familyPairs, withoutIdleOrder } from '../family-order.js';
import { fold, measure, standardise, unscaled } from '../standardisation.js';
import { taskWeights } from '../task-weights.js';
import { requireResponses } from '../training-checks.js';
import { trainingFigures } from '../training-figures.js';
import { saveMirt } from './artifact.js';
import type { MirtHyperparameters } from './hyperparameters.js';
import { mirtModel } from './model.js';
import { orient } from './orientation.js';

/** Learns W_a, W_b, W_θ and the offsets; see README.md for the loss. Throws TRAINING_DATA_INSUFFICIENT and CANCELLED. */
export async function trainMirt(data: TrainingSet, h: MirtHyperparameters, run: TrainingRun): Promise<Artifact> {
  requireResponses('mirt', data);
  const { vectors, responses, profiles } = data;
  const scaling = measure(vectors);
  const pairs = h.orderingPrecision > 0 ? familyPairs(data) : [];
  const runtime = await run.tensor();
  const model = mirtModel(runtime, vectors.cols, profiles, h, run.rng.fork('mirt/initial'), pairs);
  const fitted = await fit(
    runtime,
    model,
    {
      vectors: standardise(vectors, scaling),
      targets: densePerformance(responses),
      weights: taskWeights(responses, h.taskWeightExponent),
    },
    h,
    run,
  );
  const { parameters } = fitted;
  const discrimination = fold(parameters.discriminationWeights, parameters.discriminationBias, scaling);
  const difficulty = fold(parameters.difficultyWeights, parameters.difficultyBias, scaling);
  const ability = fold(parameters.abilityWeights, new Float32Array(h.dims), unscaled(profiles.cols));
  // The others have nothing but their profile and are treated as unseen.
  const seen = answeredColumns(responses);
  const weights = {
    form: h.form,
    dims: h.dims,
    embeddingSize: vectors.cols,
    llms: seen.map((j) => responses.llms[j] as LlmId),
    discriminationWeights: discrimination.weights,
    discriminationBias: discrimination.bias,
    difficultyWeights: difficulty.weights,
    difficultyBias: difficulty.bias,
    abilityWeights: ability.weights,
    abilities: abilitiesOf(seen, parameters.abilityOffsets, ability.weights, data, h.dims),
  };
  return saveMirt(h.form === 'linear' ? orient(weights, parameters.discriminationBias) : weights, {
    embedderId: data.embedderId,
    seed: run.seed,
    hyperparameters: withoutIdleOrder(h),
    training: trainingFigures(responses, [fitted]),
  });
}

/** θ = W_θ·profile + offset, [seen, dims] */
function abilitiesOf(
  seen: readonly number[],
  offsets: Float32Array,
  weights: Float32Array,
  { profiles }: TrainingSet,
  dims: number,
): Float32Array {
  const out = new Float32Array(seen.length * dims);
  seen.forEach((j, row) => {
    for (let k = 0; k < dims; k++) {
      let sum = offsets[j * dims + k] as number;
      for (let c = 0; c < profiles.cols; c++) {
        sum += (weights[k * profiles.cols + c] as number) * (profiles.data[j * profiles.cols + c] as number);
      }
      out[row * dims + k] = sum;
    }
  });
  return out;
}
