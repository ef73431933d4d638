import { createHash } from 'node:crypto';
import { z } from 'zod';
import { expectArtifact, sortedJson, tensorOf } from '../../../domain/artifact.js';
import type { Artifact } from '../../../domain/artifact.js';
import { ThetaError } from '../../../domain/errors.js';
import { matrix } from '../../../domain/matrix.js';
import type { Matrix } from '../../../domain/matrix.js';
import { PROBE_TEXTS } from '../probe.js';
import type { HttpSpec } from '../spec.js';

export const HTTP_KIND = 'embedder/http';
export const HTTP_FORMAT = 1;

const meta = z.object({
  dims: z.number().int().min(1),
  spec: z.object({
    kind: z.literal('http'),
    url: z.url(),
    model: z.string().min(1),
    dims: z.number().int().min(1).nullable(),
    maxTokens: z.number().int().min(1),
    costPerMillionTokens: z.number().min(0),
    batchTexts: z.number().int().min(1),
    batchTokens: z.number().int().min(1),
  }),
});

/** The address is left out: deployments move, and the probes tell whether vectors stay the same. */
export function httpEmbedderId({ model, maxTokens }: HttpSpec, dims: number): string {
  const digest = createHash('sha256').update(sortedJson({ model, dims, maxTokens })).digest('hex');
  return `http-${digest.slice(0, 16)}`;
}

/** `probes` [PROBE_TEXTS, dims] are what the service answered when the embedder was opened. */
export const httpArtifact = (spec: HttpSpec, probes: Matrix): Artifact => ({
  kind: HTTP_KIND,
  formatVersion: HTTP_FORMAT,
  meta: { spec: { ...spec }, id: httpEmbedderId(spec, probes.cols), dims: probes.cols, name: spec.model },
  tensors: { probes: probes.data },
});

/** Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT. */
export function readHttpArtifact(artifact: Artifact): { readonly spec: HttpSpec; readonly probes: Matrix } {
  expectArtifact(artifact, HTTP_KIND, HTTP_FORMAT);
  const parsed = meta.safeParse(artifact.meta);
  if (!parsed.success) {
    throw new ThetaError(
      'ARTIFACT_CORRUPT',
      `${HTTP_KIND}: its description is damaged: ${z.prettifyError(parsed.error)}`,
      {
        hint: 'Restore the file from a backup, or train again with `theta train`.',
      },
    );
  }
  const { spec, dims } = parsed.data;
  const rows = PROBE_TEXTS.length;
  return { spec, probes: matrix(rows, dims, tensorOf(artifact, 'probes', 'Float32Array', rows * dims)) };
}
