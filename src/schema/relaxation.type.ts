import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { ConstraintName } from '../routing/constraints/types.js';
import { ConstraintEnum } from './enums.js';

@ObjectType('RelaxedConstraint', { simpleResolvers: true, description: 'A constraint that stands in the way.' })
export class RelaxedConstraintType {
  @Field(() => ConstraintEnum, { description: 'Which field of ConstraintsInput.' })
  constraint!: ConstraintName;

  @Field(() => Float, {
    nullable: true,
    description:
      'For a number: a value with which at least one of the LLMs is eligible; null: only leaving the constraint out helps.',
  })
  sufficient!: number | null;
}

@ObjectType('Relaxation', {
  simpleResolvers: true,
  description: 'Constraints that, left out together, make LLMs eligible; none of them can stay.',
})
export class RelaxationType {
  @Field(() => [RelaxedConstraintType], { description: 'One where one suffices, else the fewest that do.' })
  constraints!: readonly RelaxedConstraintType[];

  @Field(() => [ID], { description: 'All LLMs that would be eligible, in the order of the pool.' })
  llms!: readonly string[];

  @Field(() => String, { description: 'The same for people: one or two sentences.' })
  text!: string;
}
