import { ThetaError } from '../../domain/errors.js';
import type { Matrix } from '../../domain/matrix.js';
import { checkQueryText } from '../../domain/query-text.js';
import type { Neighbours } from '../../index/neighbour-index.js';
import { BESIDE, placeBeside } from '../../tensor/projection/place-beside.js';
import { describeNeighbours, rowMatrix } from '../neighbours.js';
import type { QueryTextRepository } from '../ports.js';
import { findRouter } from '../route-request.js';
import type { RouterSet, ServingRouter } from '../router-set.js';
import type { Caller } from '../types.js';
import { clustersOf, difficultyBy, knownQueries } from './known-queries.js';
import type { MapLayout } from './layouts.js';
import type { MapPlace, SimilarQueries, SimilarQuery, SimilarRequest } from './types.js';

const DEFAULT_K = 10;
export const MOST_SIMILAR = 100;

export interface SimilarDeps {
  readonly set: RouterSet;
  readonly texts: QueryTextRepository | null;
  readonly maxQueryCharacters: number;
  /** The layout of now of the queries of `set`. */
  readonly layout: () => Promise<MapLayout>;
}

/** Throws as QueryMapService.similar(). */
export async function similarQueries(
  request: SimilarRequest,
  deps: SimilarDeps,
  caller: Caller,
): Promise<SimilarQueries> {
  const { set } = deps;
  const k = checkK(request.k ?? DEFAULT_K);
  const router = findRouter(set, request.router ?? set.manifest.defaultRouter);
  const { vector, own } = await vectorOf(request, deps, caller);
  // One more, in place of the query itself; the nearest few place a text on the map.
  const found = await set.index.search(vector, Math.max(k + (own === null ? 0 : 1), BESIDE));
  const others = withoutRow(found, own);
  const known = await describer(deps, router);
  const [query] = own === null ? [] : await known.describe(one(own));
  return {
    version: set.manifest.version,
    difficultyRouter: known.difficultyRouter,
    query: query ?? null,
    neighbours: await known.describe(firstOf(others, k)),
    place: () => (query ? query.place() : placeOfText(firstOf(others, BESIDE), deps)),
  };
}

function checkK(k: number): number {
  if (Number.isInteger(k) && k >= 1 && k <= MOST_SIMILAR) return k;
  throw new ThetaError('PAGE_INVALID', `k must be from 1 to ${MOST_SIMILAR}, got ${k}.`);
}

/** What is looked for, and its row where it is a training query. */
async function vectorOf(
  { text, query }: SimilarRequest,
  { set, maxQueryCharacters }: SimilarDeps,
  caller: Caller,
): Promise<{ readonly vector: Matrix; readonly own: number | null }> {
  if ((text === undefined) === (query === undefined)) {
    throw new ThetaError(
      'BAD_USER_INPUT',
      'Expected either text or query, got ' + (text === undefined ? 'none.' : 'both.'),
      {
        hint: 'text is any query text; query is the id of a training query.',
      },
    );
  }
  if (text !== undefined) {
    return { vector: await set.embeddings.embed([checkQueryText(text, maxQueryCharacters)], caller), own: null };
  }
  const own = knownQueries(set.reference).rowOf.get(query as string);
  if (own !== undefined) return { vector: rowMatrix(set.reference.vectors, own), own };
  throw new ThetaError('BAD_USER_INPUT', `No training query has the id "${query}".`, {
    hint: 'Ids come with queryMap, with clusters and with the neighbours of a decision; another version may hold other queries.',
  });
}

/** Neighbours of one query without a row of the index, and without the places that nothing was found for. */
function withoutRow({ ids, similarity }: Neighbours, own: number | null): Neighbours {
  const at = [...ids.keys()].filter((i) => (ids[i] as number) >= 0 && ids[i] !== own);
  return {
    k: at.length,
    ids: Int32Array.from(at, (i) => ids[i] as number),
    similarity: Float32Array.from(at, (i) => similarity[i] as number),
  };
}

const firstOf = ({ ids, similarity }: Neighbours, k: number): Neighbours => ({
  k: Math.min(k, ids.length),
  ids: ids.slice(0, k),
  similarity: similarity.slice(0, k),
});

const one = (row: number): Neighbours => ({ k: 1, ids: Int32Array.of(row), similarity: Float32Array.of(1) });

/** Adds to neighbours what routers and the map know of them. */
async function describer({ set, texts, layout }: SimilarDeps, router: ServingRouter) {
  const difficulty = await difficultyBy(set, router);
  const clusters = clustersOf(set);
  return {
    difficultyRouter: difficulty?.router ?? null,
    async describe(found: Neighbours): Promise<SimilarQuery[]> {
      const described = await describeNeighbours(found, 0, set.reference, texts);
      return described.map((neighbour, i) => {
        const q = found.ids[i] as number;
        return {
          ...neighbour,
          difficulty: difficulty ? (difficulty.values[q] as number) : null,
          cluster: clusters ? (clusters.of[q] as number) : null,
          async place(): Promise<MapPlace> {
            const { places, method } = (await layout()).layout;
            return { x: places.data[2 * q] as number, y: places.data[2 * q + 1] as number, method };
          },
        };
      });
    },
  };
}

async function placeOfText({ k, ids, similarity }: Neighbours, { layout }: SimilarDeps): Promise<MapPlace | null> {
  if (k === 0) return null;
  const { places, method } = (await layout()).layout;
  // Vectors have length 1, so |x − y|² = 2 − 2·cos.
  const distances = Float32Array.from(similarity, (cosine) => Math.sqrt(Math.max(0, 2 - 2 * cosine)));
  const [x, y] = placeBeside({ k, ids, distances }, places).data;
  return { x: x as number, y: y as number, method };
}
