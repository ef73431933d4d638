import type { Clock } from '../domain/clock.js';
import type { Embedder, EmbedderHealth } from '../tensor/embedder.js';
import type { EmbeddingCounters } from '../tensor/embedding-service.js';
import type { RouterSet } from './router-set.js';

/** The embedder of the version that serves, as operators look at it. */
export interface ServingEmbedder extends Pick<
  Embedder,
  'id' | 'kind' | 'name' | 'dims' | 'maxTokens' | 'costPerMillionTokens'
> {
  /** Since this version was loaded. */
  counters(): EmbeddingCounters;
  /** Never rejects. An answer holds for ten seconds: who polls it does not embed a word each time. */
  health(): Promise<EmbedderHealth>;
}

const HEALTH_HOLDS_MS = 10_000;

export function servingEmbedder(
  { embedder, embeddings }: Pick<RouterSet, 'embedder' | 'embeddings'>,
  { monotonic }: Pick<Clock, 'monotonic'>,
): ServingEmbedder {
  const { id, kind, name, dims, maxTokens, costPerMillionTokens } = embedder;
  let known: { readonly askedAt: number; readonly answer: Promise<EmbedderHealth> } | null = null;
  return {
    id,
    kind,
    name,
    dims,
    maxTokens,
    costPerMillionTokens,
    counters: () => embeddings.counters(),
    health() {
      const now = monotonic();
      if (!known || now - known.askedAt >= HEALTH_HOLDS_MS) known = { askedAt: now, answer: embedder.health() };
      return known.answer;
    },
  };
}
