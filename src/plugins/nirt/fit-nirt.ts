import { sigmoid, softplus } from '../../domain/logistic.js';
import { answeredColumns, densePerformance } from '../../domain/responses.js';
import type { Matrix } from '../../domain/matrix.js';
import { row } from '../../domain/matrix.js';
import { affine } from '../../tensor/linear-algebra/affine.js';
import { descend } from '../../tensor/training/descend.js';
import type { FitResult } from '../../tensor/training/types.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { fold, measure, standardise, unscaled } from '../standardisation.js';
import { taskWeights } from '../task-weights.js';
import type { NirtModel } from './artifact.js';
import type { NirtHyperparameters } from './hyperparameters.js';
import { nirtLoss } from './model.js';
import type { NirtParameter } from './parameters.js';

/** The learned part of a model; what describes clusters is not learned here. */
export type NirtWeights = Omit<
  NirtModel,
  'abilityIds' | 'clusters' | 'clusterOf' | 'relevanceNeighbours' | 'relevanceSharpness'
>;

export interface FittedNirt {
  readonly weights: NirtWeights;
  readonly fit: FitResult<NirtParameter>;
}

/** Learns every weight of NIRT for queries of known relevance, [queries, dims]. Throws CANCELLED. */
export async function fitNirt(
  data: TrainingSet,
  relevance: Matrix,
  h: NirtHyperparameters,
  run: TrainingRun,
): Promise<FittedNirt> {
  const { vectors, responses, profiles } = data;
  const scaling = measure(vectors);
  const runtime = await run.tensor();
  const input = {
    vectors: standardise(vectors, scaling),
    relevance,
    profiles,
    targets: densePerformance(responses),
    weights: taskWeights(responses, h.taskWeightExponent),
  };
  const fit = await descend(runtime, nirtLoss(runtime, input, h, run.rng.fork('nirt')), h, run);
  const p = fit.parameters;
  const dims = relevance.cols;
  const discrimination = fold(p.discriminationWeights, p.discriminationBias, scaling);
  const difficulty = fold(withShared(p.difficultyWeights, p.sharedDifficulty), p.difficultyBias, scaling);
  const shift = fold(p.relevanceWeights, new Float32Array(dims), scaling);
  const ability = fold(p.abilityWeights, new Float32Array(dims), unscaled(profiles.cols));
  // An LLM without a response has nothing but its profile and is treated as unseen.
  const seen = answeredColumns(responses);
  const two = h.network === 'two-layer';
  const none = new Float32Array(0);
  const weights: NirtWeights = {
    embeddingSize: vectors.cols,
    maxDiscrimination: h.maxDiscrimination,
    learnedRelevance: h.learnedRelevance,
    llms: seen.flatMap((j) => responses.llms[j] ?? []),
    discriminationWeights: discrimination.weights,
    discriminationBias: discrimination.bias,
    difficultyWeights: difficulty.weights,
    difficultyBias: difficulty.bias,
    relevanceWeights: h.learnedRelevance ? shift.weights : none,
    relevanceBias: h.learnedRelevance ? shift.bias : none,
    abilityWeights: ability.weights,
    abilities: abilitiesOf(seen, p.abilityOffsets, ability.weights, profiles, dims),
    firstWeights: transposed(p.firstWeights.map(softplus), dims),
    firstBias: p.firstBias,
    secondWeights: two ? p.secondWeights.map(softplus) : none,
    secondBias: two ? p.secondBias : none,
  };
  return { weights, fit };
}

/** W_b with what all abilities share added to each of them, [embeddingSize, dims]. */
function withShared(own: Float32Array, shared: Float32Array): Float32Array {
  const dims = own.length / shared.length;
  return own.map((w, i) => w + (shared[Math.floor(i / dims)] as number));
}

/** θ = σ(W_θ·profile + offset), [seen, dims] */
function abilitiesOf(
  seen: readonly number[],
  offsets: Float32Array,
  weights: Float32Array,
  profiles: Matrix,
  dims: number,
): Float32Array {
  const out = new Float32Array(seen.length * dims);
  seen.forEach((j, s) => {
    const theta = out.subarray(s * dims, (s + 1) * dims);
    affine(weights, offsets.subarray(j * dims, (j + 1) * dims), row(profiles, j), theta);
    theta.forEach((x, k) => (theta[k] = sigmoid(x)));
  });
  return out;
}

/** [rows, cols] to [cols, rows]. */
function transposed(values: Float32Array, rows: number): Float32Array {
  const cols = values.length / rows;
  return values.map((_, i) => values[(i % rows) * cols + Math.floor(i / rows)] as number);
}
