import type { Artifact } from '../../domain/artifact.js';
import type { SavedEmbedder } from '../embedder.js';
import type { EmbedderHost } from './host.js';
import type { HttpSpec, TransformersSpec } from './spec.js';

/**
 * Starts an embedder that is not learned from training queries. Throws EMBEDDER_UNAVAILABLE with what is missing and what to
 * do, or CANCELLED. Each kind loads its libraries when it is first asked for.
 */
export async function openEmbedder(
  spec: TransformersSpec | HttpSpec,
  host: EmbedderHost,
  signal: AbortSignal,
): Promise<SavedEmbedder> {
  switch (spec.kind) {
    case 'transformers': {
      const { openTransformersEmbedder } = await import('./transformers/index.js');
      return openTransformersEmbedder(spec, host, signal);
    }
    case 'http': {
      const { openHttpEmbedder } = await import('./http/index.js');
      return openHttpEmbedder(spec, host, signal);
    }
  }
}

/**
 * The embedder of a stored router set. Throws ARTIFACT_FOREIGN, ARTIFACT_CORRUPT, EMBEDDER_UNAVAILABLE, and
 * EMBEDDER_MISMATCH when what is installed here is not what the artifact recognises.
 */
export async function loadEmbedder(artifact: Artifact, host: EmbedderHost): Promise<SavedEmbedder> {
  switch (artifact.kind) {
    case 'embedder/transformers': {
      const { loadTransformersEmbedder } = await import('./transformers/index.js');
      return loadTransformersEmbedder(artifact, host);
    }
    case 'embedder/http': {
      const { loadHttpEmbedder } = await import('./http/index.js');
      return loadHttpEmbedder(artifact, host);
    }
    default: {
      const { loadLexicalEmbedder } = await import('./lexical/index.js');
      return loadLexicalEmbedder(artifact);
    }
  }
}
