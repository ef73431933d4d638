import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { NeighbourType } from './neighbour.type.js';
import { LayoutMethodEnum } from './query-map.enums.js';

@ObjectType('MapPlace', { simpleResolvers: true, description: 'A place on the map of the training queries.' })
export class MapPlaceType {
  @Field(() => Float, { description: 'From −1 to 1.' })
  x!: number;

  @Field(() => Float, { description: 'From −1 to 1.' })
  y!: number;

  @Field(() => LayoutMethodEnum, {
    description: 'The layout that it is on; places on different ones cannot be compared.',
  })
  method!: 'PCA' | 'UMAP';
}

@ObjectType('SimilarQuery', {
  simpleResolvers: true,
  description: 'A training query with what routers have learned of it.',
})
export class SimilarQueryType extends NeighbourType {
  @Field(() => Float, {
    nullable: true,
    description:
      '1 − the mean P̂ of the LLMs of `difficultyRouter`, in [0, 1]; null where no router has item parameters.',
  })
  difficulty!: number | null;

  @Field(() => Int, { nullable: true, description: 'Number of its cluster; null where no router keeps clusters.' })
  cluster!: number | null;
}

@ObjectType('SimilarQueries', {
  simpleResolvers: true,
  description: 'Training queries that are like a text or like another one.',
})
export class SimilarQueriesType {
  @Field(() => ID, { description: 'Version of the router set.' })
  version!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The router whose scale of difficulty it is; null where none has one.',
  })
  difficultyRouter!: string | null;

  @Field(() => SimilarQueryType, {
    nullable: true,
    description: 'The training query that was asked about; null for a text.',
  })
  query!: SimilarQueryType | null;

  @Field(() => [SimilarQueryType], { description: 'The most similar first, without the query itself.' })
  neighbours!: readonly SimilarQueryType[];
}
