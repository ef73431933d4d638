import { Field, ID, ObjectType } from 'type-graphql';
import { RouteResultUnion } from './decision.type.js';

@ObjectType('ComparisonEntry', { simpleResolvers: true, description: 'The answer of one router.' })
export class ComparisonEntryType {
  @Field(() => ID, { description: 'The router.' })
  router!: string;

  @Field(() => RouteResultUnion, { description: 'Its decision, or why it has none.' })
  result!: object;
}

@ObjectType('Comparison', {
  simpleResolvers: true,
  description: 'Decisions of several routers for one query, from one embedding.',
})
export class ComparisonType {
  @Field(() => [ComparisonEntryType], { description: 'One entry per router, in the order asked for.' })
  entries!: readonly ComparisonEntryType[];
}
