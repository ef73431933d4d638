import { Field, ID, InputType } from 'type-graphql';
import { DateTimeISO } from './scalars.js';

@InputType('DecisionFilter', { description: 'Which logged decisions to return; all given parts must fit.' })
export class DecisionFilterInput {
  @Field(() => ID, { nullable: true, description: 'Decided by this router.' })
  router?: string | null;

  @Field(() => ID, { nullable: true, description: 'This LLM was chosen.' })
  llm?: string | null;

  @Field(() => ID, { nullable: true, description: 'From this candidate pool.' })
  pool?: string | null;

  @Field(() => String, { nullable: true, description: 'Bears this label.' })
  tag?: string | null;

  @Field(() => ID, { nullable: true, description: 'Made by this version of the router set.' })
  version?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a safe LLM was taken; decisions made while that was off fit neither.',
  })
  abstained?: boolean | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Made at this time or later.' })
  from?: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Made before this time.' })
  to?: Date | null;
}
