import type { Artifact, Json } from '../../domain/artifact.js';
import { expectArtifact, tensorOf } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { llmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';

const KIND = 'router/cluster';
const FORMAT = 1;

export interface ClusterModel {
  /** LLMs with responses in the training data. */
  readonly llms: readonly LlmId[];
  /** [clusters, embeddingSize] */
  readonly centres: Matrix;
  /** [clusters, llms] shrunken mean performance. */
  readonly performance: Matrix;
  readonly nearest: number;
  /** temperature · mean squared distance of a training query to its centre; above 0. */
  readonly spread: number;
}

export function saveCluster(model: ClusterModel, more: { readonly [key: string]: Json }): Artifact {
  const { llms, centres, performance, nearest, spread } = model;
  const meta = { ...more, llms, clusters: centres.rows, embeddingSize: centres.cols, nearest, spread };
  return {
    kind: KIND,
    formatVersion: FORMAT,
    meta,
    tensors: { centres: centres.data, performance: performance.data },
  };
}

/** Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT for anything that saveCluster did not write. */
export function readCluster(artifact: Artifact): ClusterModel {
  const meta = expectArtifact(artifact, KIND, FORMAT).meta as unknown as {
    llms: readonly string[];
    clusters: number;
    embeddingSize: number;
    nearest: number;
    spread: number;
  };
  const { clusters, embeddingSize, nearest, spread } = meta;
  const tensor = (name: string, cols: number) =>
    matrix(clusters, cols, tensorOf(artifact, name, 'Float32Array', clusters * cols));
  return {
    llms: meta.llms.map(llmId),
    centres: tensor('centres', embeddingSize),
    performance: tensor('performance', meta.llms.length),
    nearest,
    spread,
  };
}
