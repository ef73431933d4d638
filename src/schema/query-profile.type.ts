import { Field, Float, ID, ObjectType } from 'type-graphql';
import { ItemFormEnum } from './enums.js';
import { NeighbourType } from './neighbour.type.js';

@ObjectType('QueryProfile', {
  simpleResolvers: true,
  description: 'A query as an item of Item Response Theory: what a router has learned to see in its text.',
})
export class QueryProfileType {
  @Field(() => String, { description: 'The query text as it came.' })
  query!: string;

  @Field(() => ID, { description: 'The router; parameters of different routers are on different scales.' })
  router!: string;

  @Field(() => ID, { description: 'Version of its router set.' })
  version!: string;

  @Field(() => ItemFormEnum, { description: 'How difficulty enters the response function.' })
  form!: 'intercept' | 'centred';

  @Field(() => [Float], { description: 'Discrimination a, one number or one per latent dimension.' })
  discrimination!: ArrayLike<number>;

  @Field(() => [Float], { description: 'Difficulty b, one number or one per latent dimension.' })
  difficulty!: ArrayLike<number>;

  @Field(() => [Float], {
    nullable: true,
    description: 'Relevance r: what the query needs of each dimension; sums to 1. Null for a router without relevance.',
  })
  relevance!: ArrayLike<number> | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Names of the dimensions, as LlmAbility has them; null where the router does not name them.',
  })
  dimensions!: readonly string[] | null;

  @Field(() => Float, { description: 'Share of training queries that are easier, in [0, 1].' })
  difficultyPercentile!: number;

  @Field(() => [NeighbourType], {
    complexity: ({ childComplexity }) => 20 + 5 * childComplexity,
    description: 'Near training queries, nearest first.',
  })
  neighbours!: readonly NeighbourType[];
}
