import type { Catalogue } from '../../domain/llm.js';
import type { MapChoices, MapPlace, QueryMap, SimilarQueries, SimilarQuery } from '../../routing/query-map/types.js';
import type { QueryMapChoicesType, QueryMapDifficultyType, QueryMapType } from '../../schema/query-map.type.js';
import type { MapPlaceType, SimilarQueriesType, SimilarQueryType } from '../../schema/similar-queries.type.js';
import { llmOf } from './catalogue.view.js';
import { neighbourView } from './evidence.view.js';

/** Digits that a picture can show; the full ones would be twice the bytes. */
const rounded = (values: Float32Array): number[] => Array.from(values, (x) => Math.round(x * 1e4) / 1e4);

/** With the map behind it, for the fields that are computed when asked for. */
export interface QueryMapView extends QueryMapType {
  readonly map: QueryMap;
  readonly catalogue: Catalogue;
}

export const queryMapView = (map: QueryMap, catalogue: Catalogue): QueryMapView => ({
  version: map.version,
  method: map.method,
  state: map.state,
  trustworthiness: map.trustworthiness,
  queries: map.queries,
  ids: map.ids,
  x: rounded(map.x),
  y: rounded(map.y),
  tasks: map.tasks,
  task: map.task,
  clusters: map.clusters,
  map,
  catalogue,
});

export async function mapDifficultyView(map: QueryMap): Promise<QueryMapDifficultyType | null> {
  const difficulty = await map.difficulty();
  return difficulty && { router: difficulty.router, values: rounded(difficulty.values) };
}

export const mapChoicesView = ({ llms, pool, ...rest }: MapChoices, catalogue: Catalogue): QueryMapChoicesType => ({
  ...rest,
  pool: pool as string,
  llms: llms.map(({ llm, queries }) => ({ llm: llmOf(catalogue, llm), queries })),
});

/** With what says where it lies. */
export interface PlacedView {
  readonly place: () => Promise<MapPlace | null>;
}

export const similarQueriesView = (found: SimilarQueries, catalogue: Catalogue): SimilarQueriesType & PlacedView => ({
  version: found.version,
  difficultyRouter: found.difficultyRouter,
  query: found.query && similarQueryView(found.query, catalogue),
  neighbours: found.neighbours.map((one) => similarQueryView(one, catalogue)),
  place: found.place,
});

const similarQueryView = (query: SimilarQuery, catalogue: Catalogue): SimilarQueryType & PlacedView => ({
  ...neighbourView(query, catalogue),
  difficulty: query.difficulty,
  cluster: query.cluster,
  place: query.place,
});

export const placeView = (place: MapPlace | null): MapPlaceType | null =>
  place && { ...place, x: Math.round(place.x * 1e4) / 1e4, y: Math.round(place.y * 1e4) / 1e4 };
