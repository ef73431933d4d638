import type { Artifact, Json } from '../../domain/artifact.js';
import { expectArtifact, tensorOf } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { llmId } from '../../domain/ids.js';

const KIND = 'router/hirt';
const FORMAT = 1;

/** What hierarchical IRT has learned, over the vectors as the embedder gives them. dims = tasks + residual dimensions. */
export interface HirtWeights {
  readonly embeddingSize: number;
  /** Names of the first dimensions. */
  readonly tasks: readonly string[];
  /** All dimensions of θ. */
  readonly dims: number;
  /** LLMs with responses in the training data. */
  readonly llms: readonly LlmId[];
  /** Rows of the task classifier, then of the residual dimensions, then of the difficulty within each task:
   * [2·tasks + residuals, embeddingSize]. */
  readonly heads: Float32Array;
  /** [2·tasks + residuals] */
  readonly headBias: Float32Array;
  /** θ, [llms, dims] */
  readonly abilities: Float32Array;
  /** Posterior standard deviation of θ, [llms, dims] */
  readonly abilityDeviations: Float32Array;
  /** θ of an LLM of which nothing is known, [dims]: the mean of the others. */
  readonly priorAbility: Float32Array;
  /** [dims] */
  readonly priorDeviation: Float32Array;
  /** What a profile adds to priorAbility: weights·(profile − profileMean); [dims, embeddingSize]. */
  readonly profileWeights: Float32Array;
  /** [embeddingSize] */
  readonly profileMean: Float32Array;
}

export function saveHirt(weights: HirtWeights, more: { readonly [key: string]: Json }): Artifact {
  const { embeddingSize, tasks, dims, llms, ...tensors } = weights;
  return { kind: KIND, formatVersion: FORMAT, meta: { ...more, embeddingSize, tasks, dims, llms }, tensors };
}

/** Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT for anything that saveHirt did not write. */
export function readHirt(artifact: Artifact): HirtWeights {
  const meta = expectArtifact(artifact, KIND, FORMAT).meta as {
    embeddingSize: number;
    tasks: readonly string[];
    dims: number;
    llms: readonly string[];
  };
  const { embeddingSize, tasks, dims } = meta;
  const heads = tasks.length + dims;
  const tensor = (name: string, length: number) => tensorOf(artifact, name, 'Float32Array', length);
  return {
    embeddingSize,
    tasks,
    dims,
    llms: meta.llms.map(llmId),
    heads: tensor('heads', heads * embeddingSize),
    headBias: tensor('headBias', heads),
    abilities: tensor('abilities', meta.llms.length * dims),
    abilityDeviations: tensor('abilityDeviations', meta.llms.length * dims),
    priorAbility: tensor('priorAbility', dims),
    priorDeviation: tensor('priorDeviation', dims),
    profileWeights: tensor('profileWeights', dims * embeddingSize),
    profileMean: tensor('profileMean', embeddingSize),
  };
}
