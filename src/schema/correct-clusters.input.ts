import { Field, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';

@InputType('ClusterCorrectionInput', { description: 'What a cluster really needs.' })
export class ClusterCorrectionInput {
  @Field(() => Int, { description: 'Number of the cluster.' })
  cluster!: number;

  @Field(() => [ID], { description: 'Ids of abilities; they replace those that the cluster has.' })
  abilities!: string[];
}

@InputType('CorrectClustersInput', { description: 'Corrections of the abilities that clusters need.' })
export class CorrectClustersInput {
  static readonly zod = z.object({
    label: z.string().trim().min(1).max(200),
    reason: z.string().max(2000).nullish(),
    corrections: z
      .array(z.object({ cluster: z.number(), abilities: z.array(z.string()).max(1000) }))
      .min(1)
      .max(10_000)
      .refine((all) => new Set(all.map((one) => one.cluster)).size === all.length, 'expected each cluster once'),
  });

  @Field(() => ID, { nullable: true, description: 'The router; the first one with clusters when absent.' })
  router?: string | null;

  @Field(() => [ClusterCorrectionInput], { description: 'At least one, each cluster once.' })
  corrections!: ClusterCorrectionInput[];

  @Field(() => String, { description: 'Label of the new router set, for people; 1 to 200 characters.' })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why, kept in the summary of the new set; up to 2,000 characters.',
  })
  reason?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Serve the new set at once; false when absent.' })
  promote?: boolean | null;
}
