import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType('Exploration', {
  simpleResolvers: true,
  description: 'How chance had a part in a decision: with probability ε a candidate is drawn, all alike.',
})
export class ExplorationType {
  @Field(() => Boolean, { description: 'Whether another LLM than the router’s own choice was drawn.' })
  explored!: boolean;

  @Field(() => Float, { description: 'Probability with which the chosen LLM was chosen, in (0, 1].' })
  propensity!: number;
}
