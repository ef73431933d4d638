import { z } from 'zod';
import { expectArtifact, tensorOf } from '../../../domain/artifact.js';
import type { Artifact } from '../../../domain/artifact.js';
import { ThetaError } from '../../../domain/errors.js';
import { matrix } from '../../../domain/matrix.js';
import type { Matrix } from '../../../domain/matrix.js';
import { PROBE_TEXTS } from '../probe.js';
import { DTYPES, POOLINGS } from '../spec.js';
import type { TransformersSpec } from '../spec.js';
import { TRANSFORMERS_KIND } from './embedder.js';

const FORMAT = 1;

/** What a router set keeps of its encoder: how to find it, and how to recognise it. The weights stay where they are. */
export interface EncoderRecord {
  readonly spec: TransformersSpec;
  readonly id: string;
  readonly name: string;
  /** Vectors of PROBE_TEXTS, of length 1: [texts, dims]. */
  readonly probe: Matrix;
}

const metaSchema = z.object({
  spec: z.object({
    kind: z.literal('transformers'),
    model: z.string(),
    revision: z.string(),
    dtype: z.enum(DTYPES),
    pooling: z.enum(POOLINGS),
    maxTokens: z.number().nullable(),
    prefix: z.string(),
  }),
  id: z.string(),
  name: z.string(),
  dims: z.number().int().positive(),
});

export const encoderArtifact = ({ spec, id, name, probe }: EncoderRecord): Artifact => ({
  kind: TRANSFORMERS_KIND,
  formatVersion: FORMAT,
  meta: { spec: { ...spec }, id, name, dims: probe.cols },
  tensors: { probe: probe.data },
});

/** Throws ARTIFACT_FOREIGN for another kind or layout and ARTIFACT_CORRUPT for one that says too little. */
export function readEncoderArtifact(artifact: Artifact): EncoderRecord {
  const { meta } = expectArtifact(artifact, TRANSFORMERS_KIND, FORMAT);
  const parsed = metaSchema.safeParse(meta);
  if (!parsed.success) {
    throw new ThetaError('ARTIFACT_CORRUPT', `${TRANSFORMERS_KIND}: ${z.prettifyError(parsed.error)}`);
  }
  const { spec, id, name, dims } = parsed.data;
  const values = tensorOf(artifact, 'probe', 'Float32Array', PROBE_TEXTS.length * dims);
  return { spec, id, name, probe: matrix(PROBE_TEXTS.length, dims, values) };
}
