import type { Artifact, Json, Tensor } from '../../domain/artifact.js';
import { expectArtifact } from '../../domain/artifact.js';

const KIND = 'router/ensemble';
const FORMAT = 1;

export interface EnsembleMember {
  /** Id of its plugin. */
  readonly id: string;
  readonly artifact: Artifact;
  /** Above 0. */
  readonly weight: number;
}

export interface EnsembleModel {
  readonly intercept: number;
  /** At least one. */
  readonly members: readonly EnsembleMember[];
}

interface SavedMember {
  readonly id: string;
  readonly weight: number;
  readonly kind: string;
  readonly formatVersion: number;
  readonly meta: { readonly [key: string]: Json };
}

/** Nests the artifacts of the members: their tensors get their id in front, their meta goes into `members`. */
export function saveEnsemble(model: EnsembleModel, more: { readonly [key: string]: Json }): Artifact {
  const tensors: Record<string, Tensor> = {};
  const members: Json[] = [];
  for (const { id, artifact, weight } of model.members) {
    const { kind, formatVersion, meta } = artifact;
    members.push({ id, weight, kind, formatVersion, meta });
    for (const [name, tensor] of Object.entries(artifact.tensors)) tensors[`${id}/${name}`] = tensor;
  }
  const meta = { ...more, intercept: model.intercept, members };
  return { kind: KIND, formatVersion: FORMAT, meta, tensors };
}

/** Throws ARTIFACT_FOREIGN for anything that saveEnsemble did not write; the members check what is theirs. */
export function readEnsemble(artifact: Artifact): EnsembleModel {
  const meta = expectArtifact(artifact, KIND, FORMAT).meta as unknown as {
    intercept: number;
    members: readonly SavedMember[];
  };
  return {
    intercept: meta.intercept,
    members: meta.members.map(({ id, weight, kind, formatVersion, meta: own }) => ({
      id,
      weight,
      artifact: { kind, formatVersion, meta: own, tensors: tensorsOf(artifact, `${id}/`) },
    })),
  };
}

function tensorsOf(artifact: Artifact, prefix: string): Record<string, Tensor> {
  const own = Object.entries(artifact.tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}
