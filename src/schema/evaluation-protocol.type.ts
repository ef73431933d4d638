import { Field, ID, ObjectType } from 'type-graphql';
import { JsonObject } from './scalars.js';

@ObjectType('EvaluationProtocol', { simpleResolvers: true, description: 'A question that an evaluation answers.' })
export class EvaluationProtocolType {
  @Field(() => ID, { description: 'Id to give as protocol of StartEvaluationInput.' })
  id!: string;

  @Field(() => String, { description: 'Name for people.' })
  title!: string;

  @Field(() => String, { description: 'What it measures, and how.' })
  description!: string;

  @Field(() => String, {
    description: 'Tables and figures of the paper that it corresponds to; empty where there is none.',
  })
  reproduces!: string;

  @Field(() => JsonObject, { description: 'Its parameters with defaults, as a JSON schema.' })
  parameters!: object;
}
