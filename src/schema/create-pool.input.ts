import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';

@InputType('CreatePoolInput', { description: 'A new candidate pool.' })
export class CreatePoolInput {
  static readonly zod = z.object({ llms: z.array(z.string()).max(1000).nullish() });

  @Field(() => ID, { description: 'Up to 100 letters, digits and . _ -; requests name it as their pool.' })
  id!: string;

  @Field(() => String, { description: 'What it is for, for people; 1 to 500 characters.' })
  description!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Its LLMs in order; ties of scores go to the first. None when absent.',
  })
  llms?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Let in LLMs that are not calibrated, to be chosen as they are; false when absent.',
  })
  allowUncalibrated?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Make it the pool of requests that name none, in place of the former; false when absent.',
  })
  isDefault?: boolean | null;
}
