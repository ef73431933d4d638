import type { Artifact, Json } from '../../domain/artifact.js';
import { expectArtifact, tensorOf } from '../../domain/artifact.js';
import { llmId } from '../../domain/ids.js';
import { matrix } from '../../domain/matrix.js';
import type { HeldOut } from './held-out.js';
import type { Scorer } from './scorer.js';

const FORMAT = 1;

/** What both cascades learn: a score of answers, and the responses that a rule is worked out from when α and pool are known. */
export interface CascadeModel {
  readonly scorer: Scorer;
  readonly heldOut: HeldOut;
}

export function saveCascade(kind: string, model: CascadeModel, meta: { readonly [key: string]: Json }): Artifact {
  const { llms, embeddingSize, weights, offsets } = model.scorer;
  const { predicted, performance } = model.heldOut;
  return {
    kind,
    formatVersion: FORMAT,
    meta: { ...meta, llms, embeddingSize, heldOut: predicted.rows },
    tensors: { weights, offsets, predicted: predicted.data, performance: performance.data },
  };
}

/** Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT for anything that saveCascade did not write under this kind. */
export function readCascade<H>(kind: string, artifact: Artifact): CascadeModel & { readonly hyperparameters: H } {
  const meta = expectArtifact(artifact, kind, FORMAT).meta as unknown as {
    hyperparameters: H;
    llms: readonly string[];
    embeddingSize: number;
    heldOut: number;
  };
  const llms = meta.llms.map(llmId);
  const tensor = (name: string, length: number) => tensorOf(artifact, name, 'Float32Array', length);
  const perQuery = (name: string) => matrix(meta.heldOut, llms.length, tensor(name, meta.heldOut * llms.length));
  return {
    hyperparameters: meta.hyperparameters,
    scorer: {
      llms,
      embeddingSize: meta.embeddingSize,
      weights: tensor('weights', llms.length * meta.embeddingSize),
      offsets: tensor('offsets', llms.length),
    },
    heldOut: { llms, predicted: perQuery('predicted'), performance: perQuery('performance') },
  };
}
