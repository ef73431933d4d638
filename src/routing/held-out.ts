import type { Artifact } from '../domain/artifact.js';
import { tensorOf } from '../domain/artifact.js';
import type { Matrix } from '../domain/matrix.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { ReferenceSet } from '../plugins/contract.js';
import { decodeReferenceSet, encodeReferenceSet } from './reference-set.js';

/** The queries that a training kept aside: calibration and targets are worked out on them, no router has seen them. */
export interface HeldOutSet extends ReferenceSet {
  /** [queries] tokens of each text, which itself is not stored. */
  readonly inputTokens: Float32Array;
}

/** A reference set with the token counts of its texts. */
export function encodeHeldOut(vectors: Matrix, responses: ResponseMatrix, inputTokens: Float32Array): Artifact {
  const artifact = encodeReferenceSet(vectors, responses);
  return { ...artifact, tensors: { ...artifact.tensors, inputTokens } };
}

/** Throws ARTIFACT_CORRUPT or ARTIFACT_FOREIGN. */
export function decodeHeldOut(artifact: Artifact): HeldOutSet {
  const set = decodeReferenceSet(artifact);
  return { ...set, inputTokens: tensorOf(artifact, 'inputTokens', 'Float32Array', set.vectors.rows) };
}
