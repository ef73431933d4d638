import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { AbstentionCode } from '../routing/abstention.js';
import { AbstentionCodeEnum } from './enums.js';

@ObjectType('Abstention', {
  simpleResolvers: true,
  description: 'Whether a safe LLM goes before the router’s choice because the query is unlike the training queries.',
})
export class AbstentionType {
  @Field(() => Boolean, { description: 'Whether the safe LLM was taken, also where the router would choose it too.' })
  abstained!: boolean;

  @Field(() => AbstentionCodeEnum, { description: 'Why, for programs.' })
  code!: AbstentionCode;

  @Field(() => String, { description: 'Why, for people.' })
  reason!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of training queries that stand further from their nearest other one than this query from its nearest, in [0, 1]; null without training queries.',
  })
  percentile!: number | null;

  @Field(() => Float, { description: 'Percentile below which the safe LLM is taken.' })
  threshold!: number;

  @Field(() => ID, { description: 'The safe LLM, also where it was not taken.' })
  llm!: string;
}
