import type { Artifact } from '../../../domain/artifact.js';
import { ThetaError } from '../../../domain/errors.js';
import type { SavedEmbedder } from '../../embedder.js';
import type { EmbedderHost } from '../host.js';
import { probeMatches } from '../probe.js';
import type { TransformersSpec } from '../spec.js';
import { readEncoderArtifact } from './artifact.js';
import { LEAST_COSINE, openEncoder } from './open.js';

export { TRANSFORMERS_KIND } from './embedder.js';

/** Starts a transformer encoder. Throws EMBEDDER_UNAVAILABLE with what is missing and what to do, or CANCELLED. */
export async function openTransformersEmbedder(
  spec: TransformersSpec,
  host: EmbedderHost,
  signal: AbortSignal,
): Promise<SavedEmbedder> {
  const { embedder } = await openEncoder(spec, host, signal);
  host.log(`embedder: ${(await embedder.health()).detail}`);
  return embedder;
}

/**
 * The encoder that an artifact names, found and loaded here. Throws ARTIFACT_FOREIGN, ARTIFACT_CORRUPT, EMBEDDER_UNAVAILABLE,
 * and EMBEDDER_MISMATCH when its files or what this device computes are not those of training.
 */
export async function loadTransformersEmbedder(artifact: Artifact, host: EmbedderHost): Promise<SavedEmbedder> {
  const record = readEncoderArtifact(artifact);
  const { spec, name } = record;
  const { embedder, probe, device } = await openEncoder(spec, host, new AbortController().signal);
  const refuse = async (message: string, hint: string): Promise<never> => {
    await embedder[Symbol.asyncDispose]();
    throw new ThetaError('EMBEDDER_MISMATCH', message, { hint });
  };
  if (embedder.id !== record.id) {
    return refuse(
      `The router set was trained with the embedder ${name} (${record.id}); the files of ${spec.model} here make ${embedder.id}.`,
      'Restore the files that it was trained with, or embed all queries anew and train: theta embed --all.',
    );
  }
  if (!probeMatches(record.probe, probe, LEAST_COSINE[spec.dtype])) {
    return refuse(
      `The embedder ${name} gives other vectors on ${device} than when the router set was trained, from the same files.`,
      'The device, its driver or ONNX Runtime computes wrongly: set THETA_EMBEDDER_DEVICE=cpu, or update them.',
    );
  }
  host.log(`embedder: ${(await embedder.health()).detail}`);
  return embedder;
}
