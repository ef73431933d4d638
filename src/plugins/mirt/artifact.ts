import type { Artifact, Json } from '../../domain/artifact.js';
import { expectArtifact, tensorOf } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { llmId } from '../../domain/ids.js';

const KIND = 'router/mirt';
const FORMAT = 1;

/** What MIRT has learned, over the vectors as the embedder gives them. */
export interface MirtWeights {
  readonly form: 'linear' | 'monotone';
  readonly dims: number;
  readonly embeddingSize: number;
  /** LLMs with responses in the training data. */
  readonly llms: readonly LlmId[];
  /** W_a, [dims, embeddingSize] */
  readonly discriminationWeights: Float32Array;
  /** [dims] */
  readonly discriminationBias: Float32Array;
  /** W_b, [embeddingSize] */
  readonly difficultyWeights: Float32Array;
  /** [1] */
  readonly difficultyBias: Float32Array;
  /** W_θ, [dims, embeddingSize] */
  readonly abilityWeights: Float32Array;
  /** θ, [llms, dims] */
  readonly abilities: Float32Array;
}

export function saveMirt(weights: MirtWeights, more: { readonly [key: string]: Json }): Artifact {
  const { form, dims, embeddingSize, llms, ...tensors } = weights;
  return { kind: KIND, formatVersion: FORMAT, meta: { ...more, form, dims, embeddingSize, llms }, tensors };
}

/** Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT for anything that saveMirt did not write. */
export function readMirt(artifact: Artifact): MirtWeights {
  const meta = expectArtifact(artifact, KIND, FORMAT).meta as {
    form: 'linear' | 'monotone';
    dims: number;
    embeddingSize: number;
    llms: readonly string[];
  };
  const { form, dims, embeddingSize } = meta;
  const tensor = (name: string, length: number) => tensorOf(artifact, name, 'Float32Array', length);
  return {
    form,
    dims,
    embeddingSize,
    llms: meta.llms.map(llmId),
    discriminationWeights: tensor('discriminationWeights', dims * embeddingSize),
    discriminationBias: tensor('discriminationBias', dims),
    difficultyWeights: tensor('difficultyWeights', embeddingSize),
    difficultyBias: tensor('difficultyBias', 1),
    abilityWeights: tensor('abilityWeights', dims * embeddingSize),
    abilities: tensor('abilities', meta.llms.length * dims),
  };
}
