import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { poolId, routerId } from '../domain/ids.js';
import { mapCost, similarCost } from '../schema/cost.js';
import { QueryMapInput, SimilarQueriesInput } from '../schema/query-map.input.js';
import { QueryMapChoicesType, QueryMapDifficultyType, QueryMapType } from '../schema/query-map.type.js';
import { MapPlaceType, SimilarQueriesType, SimilarQueryType } from '../schema/similar-queries.type.js';
import type { ApiContext } from './context.js';
import { optional } from './requests.js';
import type { PlacedView, QueryMapView } from './views/query-map.view.js';
import {
  mapChoicesView,
  mapDifficultyView,
  placeView,
  queryMapView,
  similarQueriesView,
} from './views/query-map.view.js';

@Resolver(() => QueryMapType)
export class QueryMapResolver {
  @Query(() => QueryMapType, {
    complexity: mapCost,
    description:
      'A map of the training queries that the neighbour index holds, in columns. The first one asked of a version waits for PCA.',
  })
  async queryMap(
    @Arg('input', () => QueryMapInput, { nullable: true, description: 'Which points, and who chooses.' })
    input: QueryMapInput | null | undefined,
    @Ctx() { services: { queryMap, routing } }: ApiContext,
  ): Promise<QueryMapView> {
    const map = await queryMap.map({
      router: optional(input?.router, routerId),
      alpha: input?.alpha ?? undefined,
      pool: optional(input?.pool, poolId),
      task: input?.task ?? undefined,
      cluster: input?.cluster ?? undefined,
      limit: input?.limit ?? undefined,
    });
    return queryMapView(map, routing.catalogue());
  }

  @FieldResolver(() => QueryMapDifficultyType, {
    nullable: true,
    description: 'How hard the points are; null where no router of the version has item parameters.',
  })
  difficulty(@Root() { map }: QueryMapView): Promise<QueryMapDifficultyType | null> {
    return mapDifficultyView(map);
  }

  @FieldResolver(() => QueryMapChoicesType, {
    description:
      'Which LLM is chosen for each point. The first one asked of a router and pool predicts for all training queries.',
  })
  async choices(@Root() { map, catalogue }: QueryMapView): Promise<QueryMapChoicesType> {
    return mapChoicesView(await map.choices(), catalogue);
  }

  @Query(() => SimilarQueriesType, {
    complexity: similarCost,
    description: 'Training queries that are like a text or like another training query, with how LLMs did on them.',
  })
  async similarQueries(
    @Arg('input', () => SimilarQueriesInput, { description: 'What to look for.' }) input: SimilarQueriesInput,
    @Ctx() context: ApiContext,
  ): Promise<SimilarQueriesType & PlacedView> {
    const { queryMap, routing } = context.services;
    const found = await queryMap.similar(
      {
        text: input.text ?? undefined,
        query: input.query ?? undefined,
        k: input.k ?? undefined,
        router: optional(input.router, routerId),
      },
      context,
    );
    return similarQueriesView(found, routing.catalogue());
  }
}

const PLACE = 'Where it lies on the map of now.';

@Resolver(() => SimilarQueryType)
export class SimilarQueryResolver {
  @FieldResolver(() => MapPlaceType, { description: PLACE })
  async place(@Root() { place }: PlacedView): Promise<MapPlaceType> {
    return placeView(await place()) as MapPlaceType;
  }
}

@Resolver(() => SimilarQueriesType)
export class SimilarQueriesResolver {
  @FieldResolver(() => MapPlaceType, {
    nullable: true,
    description:
      'Where the training query lies, or the text would: at the mean of its 5 nearest, weighted by 1 / distance. Null without training queries.',
  })
  async place(@Root() { place }: PlacedView): Promise<MapPlaceType | null> {
    return placeView(await place());
  }
}
