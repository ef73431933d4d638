import type { Tracer } from '../domain/tracer.js';
import type { NeighbourIndex } from '../index/neighbour-index.js';
import type { LoadedRouter } from '../plugins/contract.js';
import type { RouterSetFactory } from '../routing/router-set.js';
import type { EmbeddingService } from '../tensor/embedding-service.js';
import { DECISION_EDGES, DurationHistogram } from './histogram.js';

/** Counts searches of the index of training queries. */
export class SearchMeter {
  readonly duration = new DurationHistogram(DECISION_EDGES);
  /** Queries looked up; one search may have many. */
  queries = 0;
}

/** The index with every search counted. */
export function meteredIndex(index: NeighbourIndex, meter: SearchMeter, monotonic: () => number): NeighbourIndex {
  return around(index, async (queries, k) => {
    const start = monotonic();
    const found = await index.search(queries, k);
    meter.duration.observe((monotonic() - start) / 1000);
    meter.queries += queries.rows;
    return found;
  });
}

/** The parts of every router set with a span around what requests ask of them. */
export function tracedFactory(factory: RouterSetFactory, tracer: Tracer): RouterSetFactory {
  return {
    ...factory,
    createEmbeddings: (embedder) => tracedEmbeddings(factory.createEmbeddings(embedder), embedder.name, tracer),
    buildIndex: async (vectors) => tracedIndex(await factory.buildIndex(vectors), tracer),
    async loadRouter(plugin, artifact, deps) {
      const router = await factory.loadRouter(plugin, artifact, deps);
      const predict: LoadedRouter['predict'] = (queries, candidates, signal) => {
        const attributes = {
          'theta.router': plugin.id,
          'theta.queries': queries.vectors.rows,
          'theta.candidates': candidates.llms.length,
        };
        return tracer.span(`predict ${plugin.id}`, attributes, () => router.predict(queries, candidates, signal));
      };
      return Object.freeze({ ...router, predict });
    },
  };
}

function tracedEmbeddings(embeddings: EmbeddingService, embedder: string, tracer: Tracer): EmbeddingService {
  return {
    embed: (texts, options) =>
      tracer.span('embed', { 'theta.embedder': embedder, 'theta.texts': texts.length }, () =>
        embeddings.embed(texts, options),
      ),
    counters: () => embeddings.counters(),
    dispose: () => embeddings.dispose(),
  };
}

function tracedIndex(index: NeighbourIndex, tracer: Tracer): NeighbourIndex {
  const { engine } = index;
  return around(index, (queries, k) =>
    tracer.span('search', { 'theta.index': engine, 'theta.queries': queries.rows, 'theta.neighbours': k }, () =>
      index.search(queries, k),
    ),
  );
}

const around = (index: NeighbourIndex, search: NeighbourIndex['search']): NeighbourIndex => ({
  engine: index.engine,
  layout: index.layout,
  size: index.size,
  dims: index.dims,
  search,
  [Symbol.dispose]: () => index[Symbol.dispose](),
});
