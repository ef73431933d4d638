import type { VectorStore } from '../domain/vector-store.js';
import type { SavedEmbedder } from '../tensor/embedder.js';
import type { EmbedderSettings } from '../tensor/embedders/host.js';
import { embedderHost } from '../tensor/embedders/host.js';
import { openEmbedder } from '../tensor/embedders/open.js';
import type { EmbedderSpec, LexicalSpec } from '../tensor/embedders/spec.js';
import type { Watch } from './worker-messages.js';

/** An embedder that is there before training starts. */
export type FixedSpec = Exclude<EmbedderSpec, LexicalSpec>;

/** Where jobs get embedders and stored vectors from. */
export interface EmbedderSource {
  /** What a name stands for; null takes the configured embedder. Throws CONFIG_INVALID. */
  spec(name: string | null): EmbedderSpec;
  /** Throws EMBEDDER_UNAVAILABLE or CANCELLED; downloads show as progress. */
  open(spec: FixedSpec, watch: Watch): Promise<SavedEmbedder>;
  readonly vectors: VectorStore;
}

/** For people: what the embedder of a spec is called. */
export const specName = (spec: EmbedderSpec): string => (spec.kind === 'lexical' ? 'lexical' : spec.model);

export const createEmbedderSource = (
  spec: EmbedderSource['spec'],
  settings: EmbedderSettings,
  vectors: VectorStore,
  log: (line: string) => void,
): EmbedderSource => ({
  spec,
  open: (fixed, { signal, onProgress }) =>
    openEmbedder(fixed, embedderHost(settings, { log, onProgress, uniform: Math.random }), signal),
  vectors,
});
