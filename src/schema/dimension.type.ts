import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('DimensionFit', {
  simpleResolvers: true,
  description:
    'How an unnamed dimension relates to the abilities that training queries were annotated with, over a sample of them. R² are shares of the variance of its discrimination. `chance` figures come from tasks that exchange what they need: what any smooth function of the text reaches without the names meaning anything.',
})
export class DimensionFitType {
  @Field(() => ID, { description: 'The router whose annotation it is.' })
  router!: string;

  @Field(() => Int, { description: 'Training queries in the sample.' })
  queries!: number;

  @Field(() => ID, { description: 'The ability that is needed most where the dimension counts.' })
  ability!: string;

  @Field(() => Float, { description: 'R² of that ability alone.' })
  r2!: number;

  @Field(() => Float, { description: 'What the best ability reaches by chance in 95 of 100 cases.' })
  chance!: number;

  @Field(() => Float, { description: 'How often chance does as well, in (0, 1].' })
  pValue!: number;

  @Field(() => Float, { description: 'R² of all abilities together, on queries that were held out.' })
  projectionR2!: number;

  @Field(() => Float, { description: 'Its mean by chance.' })
  projectionChance!: number;

  @Field(() => Float, {
    description: 'R² of all abilities together on tasks that were held out; negative where it does not carry over.',
  })
  unseenTasksR2!: number;

  @Field(() => Boolean, {
    description:
      'Whether the dimension may bear the name: r2 of 0.5 or more, pValue of 0.05 / dimensions or less, unseenTasksR2 above 0.',
  })
  named!: boolean;
}

@ObjectType('Dimension', { simpleResolvers: true, description: 'A latent dimension of ability of a router.' })
export class DimensionType {
  @Field(() => Int, { description: 'Its place in the values of LlmAbility, from 0.' })
  index!: number;

  @Field(() => String, {
    nullable: true,
    description: 'What it stands for: the name that the router has for it, or that of a fitted ability; null: unnamed.',
  })
  label!: string | null;

  @Field(() => DimensionFitType, {
    nullable: true,
    description: 'Null where the router names its dimensions itself, or no router of the version can tell.',
  })
  fit!: DimensionFitType | null;
}
