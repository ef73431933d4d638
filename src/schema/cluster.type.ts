import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { listCost } from './cost.js';

@ObjectType('ClusterTask', { simpleResolvers: true, description: 'A task that queries of a cluster come from.' })
export class ClusterTaskType {
  @Field(() => String, { description: 'Task or data set, for example gsm8k.' })
  task!: string;

  @Field(() => Float, { description: 'Share of the queries of the cluster, in [0, 1].' })
  share!: number;
}

@ObjectType('ClusterExample', { simpleResolvers: true, description: 'A typical query of a cluster.' })
export class ClusterExampleType {
  @Field(() => ID, { description: 'Id of the training query.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Its text; null where it is not stored (the shipped set).' })
  text!: string | null;
}

@ObjectType('QueryCluster', {
  simpleResolvers: true,
  description: 'A group of similar training queries, with the abilities that they need.',
})
export class QueryClusterType {
  @Field(() => Int, { description: 'Number of the cluster in its router.' })
  id!: number;

  @Field(() => Int, { description: 'Training queries in it.' })
  size!: number;

  @Field(() => [ClusterTaskType], { complexity: listCost(3), description: 'Its tasks, the most frequent first.' })
  tasks!: readonly ClusterTaskType[];

  @Field(() => [ClusterExampleType], { complexity: listCost(5), description: 'The queries nearest to its centre.' })
  examples!: readonly ClusterExampleType[];

  @Field(() => [ID], { description: 'Ids of the abilities that its queries need.' })
  abilities!: readonly string[];

  @Field(() => String, { description: 'Who said so: operator, lexical (words decided), or the LLM that was asked.' })
  annotatedBy!: string;
}
