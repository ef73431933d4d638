import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';

@InputType('ReembedInput', { description: 'Which embedder to train the serving router set on anew.' })
export class ReembedInput {
  static readonly zod = z.object({
    embedder: z.string().trim().min(1).max(1000).nullish(),
    label: z.string().trim().min(1).max(200).nullish(),
  });

  @Field(() => String, { nullable: true, description: 'Name of the embedder; the configured one when absent.' })
  embedder?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Routers to train; those of the serving set when absent.' })
  routers?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Imports to use; those of the serving set when absent.' })
  sources?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Label of the new router set; names the embedder when absent.' })
  label?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Serve the new set when it is ready; false when absent.' })
  promote?: boolean | null;
}
