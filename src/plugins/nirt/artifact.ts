import type { Artifact, Json } from '../../domain/artifact.js';
import { expectArtifact, tensorOf } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { llmId } from '../../domain/ids.js';
import type { AnnotatedCluster } from '../contract.js';
import type { Interaction } from './response-function.js';

const KIND = 'router/nirt';
const FORMAT = 1;

/** A cluster as it is stored; its number is its place in the list. */
export type SavedCluster = Omit<AnnotatedCluster, 'id'>;

/** What NIRT has learned, over the vectors as the embedder gives them. */
export interface NirtModel extends Interaction {
  readonly embeddingSize: number;
  readonly maxDiscrimination: number;
  readonly relevanceSharpness: number;
  readonly relevanceNeighbours: number;
  readonly learnedRelevance: boolean;
  /** Names of the dimensions. */
  readonly abilityIds: readonly string[];
  /** LLMs with responses in the training data. */
  readonly llms: readonly LlmId[];
  /** W_a, [embeddingSize] */
  readonly discriminationWeights: Float32Array;
  /** [1] */
  readonly discriminationBias: Float32Array;
  /** W_b, [dims, embeddingSize] */
  readonly difficultyWeights: Float32Array;
  /** [dims] */
  readonly difficultyBias: Float32Array;
  /** W_r, [dims, embeddingSize]; empty where relevance is not learned. */
  readonly relevanceWeights: Float32Array;
  /** [dims], or empty */
  readonly relevanceBias: Float32Array;
  /** W_θ, [dims, embeddingSize] */
  readonly abilityWeights: Float32Array;
  /** θ in (0, 1), [llms, dims] */
  readonly abilities: Float32Array;
  readonly clusters: readonly SavedCluster[];
  /** [training queries] */
  readonly clusterOf: Uint16Array;
}

type Meta = Pick<
  NirtModel,
  | 'embeddingSize'
  | 'maxDiscrimination'
  | 'relevanceSharpness'
  | 'relevanceNeighbours'
  | 'learnedRelevance'
  | 'abilityIds'
> & {
  readonly llms: readonly string[];
  readonly clusters: readonly SavedCluster[];
  readonly dims: number;
  readonly units: number;
  readonly layers: number;
  readonly queries: number;
};

export function saveNirt(model: NirtModel, more: { readonly [key: string]: Json }): Artifact {
  const { embeddingSize, maxDiscrimination, relevanceSharpness, relevanceNeighbours, learnedRelevance } = model;
  const { abilityIds, llms, clusters, clusterOf } = model;
  const meta: Meta = {
    embeddingSize,
    maxDiscrimination,
    relevanceSharpness,
    relevanceNeighbours,
    learnedRelevance,
    abilityIds,
    llms,
    clusters,
    dims: abilityIds.length,
    units: model.firstBias.length,
    layers: model.secondWeights.length === 0 ? 1 : 2,
    queries: clusterOf.length,
  };
  const tensors = {
    discriminationWeights: model.discriminationWeights,
    discriminationBias: model.discriminationBias,
    difficultyWeights: model.difficultyWeights,
    difficultyBias: model.difficultyBias,
    relevanceWeights: model.relevanceWeights,
    relevanceBias: model.relevanceBias,
    abilityWeights: model.abilityWeights,
    abilities: model.abilities,
    firstWeights: model.firstWeights,
    firstBias: model.firstBias,
    secondWeights: model.secondWeights,
    secondBias: model.secondBias,
    clusterOf,
  };
  return {
    kind: KIND,
    formatVersion: FORMAT,
    meta: { ...more, ...(meta as unknown as { [key: string]: Json }) },
    tensors,
  };
}

/** Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT for anything that saveNirt did not write. */
export function readNirt(artifact: Artifact): NirtModel {
  const meta = expectArtifact(artifact, KIND, FORMAT).meta as unknown as Meta;
  const { dims, units, layers, queries, ...shared } = meta;
  const size = shared.embeddingSize;
  const tensor = (name: string, length: number) => tensorOf(artifact, name, 'Float32Array', length);
  const learned = shared.learnedRelevance ? 1 : 0;
  const second = layers === 2 ? 1 : 0;
  return {
    ...shared,
    llms: meta.llms.map(llmId),
    discriminationWeights: tensor('discriminationWeights', size),
    discriminationBias: tensor('discriminationBias', 1),
    difficultyWeights: tensor('difficultyWeights', dims * size),
    difficultyBias: tensor('difficultyBias', dims),
    relevanceWeights: tensor('relevanceWeights', learned * dims * size),
    relevanceBias: tensor('relevanceBias', learned * dims),
    abilityWeights: tensor('abilityWeights', dims * size),
    abilities: tensor('abilities', meta.llms.length * dims),
    firstWeights: tensor('firstWeights', units * dims),
    firstBias: tensor('firstBias', units),
    secondWeights: tensor('secondWeights', second * units),
    secondBias: tensor('secondBias', second),
    clusterOf: tensorOf(artifact, 'clusterOf', 'Uint16Array', queries),
  };
}
