import type { Artifact, Json } from '../../domain/artifact.js';
import { expectArtifact } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { llmId } from '../../domain/ids.js';
import type { Layer } from './layers.js';
import { layerSizes, layerTensors, readLayers } from './layers.js';

const FORMAT = 1;

/** What a router of one or more networks has learned. */
export interface Networks {
  /** LLMs with responses in the training data. */
  readonly llms: readonly LlmId[];
  /** The layers of each network; what its outputs mean is the router's own matter. */
  readonly members: readonly (readonly Layer[])[];
}

/** `kind` is for example `router/mlp`; `more` goes into the meta, `tensors` beside those of the networks. */
export function saveNetworks(
  kind: string,
  { llms, members }: Networks,
  more: { readonly [key: string]: Json },
  tensors: Readonly<Record<string, Float32Array>> = {},
): Artifact {
  const layers = members.map((member, i) => layerTensors(member, prefix(i)));
  return {
    kind,
    formatVersion: FORMAT,
    meta: { ...more, llms, sizes: members.map(layerSizes) },
    tensors: Object.assign({}, tensors, ...layers) as Record<string, Float32Array>,
  };
}

/** Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT for anything that saveNetworks did not write under this kind. */
export function readNetworks(artifact: Artifact, kind: string): Networks {
  const meta = expectArtifact(artifact, kind, FORMAT).meta as {
    llms: readonly string[];
    sizes: readonly (readonly number[])[];
  };
  return {
    llms: meta.llms.map(llmId),
    members: meta.sizes.map((sizes, i) => readLayers(artifact, sizes, prefix(i))),
  };
}

const prefix = (member: number): string => `network${member}/`;
