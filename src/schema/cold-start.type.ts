import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { LlmKnowledge } from '../calibration/types.js';
import type { GraderId } from '../domain/graders.js';
import type { LlmStatus } from '../domain/llm.js';
import { GraderEnum, KnowledgeBasisEnum } from './cold-start.enums.js';
import { STATE_COST, listCost } from './cost.js';
import { LlmStatusEnum } from './enums.js';

@ObjectType('AnchorQuery', { simpleResolvers: true, description: 'A stored training query to ask an LLM.' })
export class AnchorQueryType {
  @Field(() => ID, { description: 'Its id; the answer is submitted under it.' })
  id!: string;

  @Field(() => String, { description: 'What to ask.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Task or data set; null where the import had none.' })
  task!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'P̂ of the LLM on it, in [0, 1]; null where the router does not predict for the LLM.',
  })
  predicted!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Nats that its answer is expected to tell about θ, given those before it; null for a router that learns no θ of the LLM.',
  })
  information!: number | null;

  @Field(() => [String], { nullable: true, description: 'Right answers; null where no import gave them.' })
  references!: readonly string[] | null;

  @Field(() => GraderEnum, {
    nullable: true,
    description: 'How an answer is compared with them; null where no import said so.',
  })
  grader!: GraderId | null;
}

@ObjectType('MeanPerformance', { simpleResolvers: true, description: 'How well an LLM is expected to do on average.' })
export class MeanPerformanceType {
  @Field(() => Float, { description: 'Mean P̂ over a sample of the held-out queries, in [0, 1].' })
  mean!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Half-width of its 90 % interval as far as the LLM is not known well; null where the router does not say how surely it predicts.',
  })
  halfWidth!: number | null;
}

@ObjectType('RouterKnowledge', { simpleResolvers: true, description: 'What a router knows of an LLM.' })
export class RouterKnowledgeType {
  @Field(() => ID, { description: 'The router.' })
  router!: string;

  @Field(() => KnowledgeBasisEnum, { description: 'How it comes to predict for the LLM.' })
  basis!: LlmKnowledge['basis'];

  @Field(() => String, { nullable: true, description: 'Why it does not predict; null where it does.' })
  reason!: string | null;

  @Field(() => MeanPerformanceType, {
    nullable: true,
    description: 'What it expects of the LLM; null where it does not predict, or gives a preference.',
  })
  performance!: MeanPerformanceType | null;
}

@ObjectType('StoppingAdvice', {
  simpleResolvers: true,
  description: 'Whether more answers would change which LLM is chosen, at the default α in the pools of the LLM.',
})
export class StoppingAdviceType {
  @Field(() => Boolean, { description: 'Whether the test may end.' })
  stop!: boolean;

  @Field(() => Float, {
    description:
      'Share of choices that would be others if θ were known, in [0, 1]: over held-out queries and draws of θ.',
  })
  unsettled!: number;

  @Field(() => Float, {
    description: 'Expected reward, in points of 100, that knowing θ perfectly would add per query.',
  })
  valueOfInformation!: number;

  @Field(() => String, { description: 'In words, with the limits.' })
  reason!: string;
}

/** Routers of a typical set. */
const ROUTERS = 20;

@ObjectType('LlmCalibration', { simpleResolvers: true, description: 'Where the calibration of an LLM stands.' })
export class LlmCalibrationType {
  @Field(() => ID, { description: 'The LLM.' })
  llm!: string;

  @Field(() => LlmStatusEnum, { description: 'Its status by now.' })
  status!: LlmStatus;

  @Field(() => Int, { description: 'Answers to anchor queries that are stored.' })
  responses!: number;

  @Field(() => ID, { description: 'The version that serves, which all figures are of.' })
  version!: string;

  @Field(() => RouterKnowledgeType, { description: 'What the default router knows, which the status goes by.' })
  knowledge!: RouterKnowledgeType;

  @Field(() => [RouterKnowledgeType], {
    complexity: listCost(ROUTERS, 'first', STATE_COST),
    description: 'Every router that serves. Each predicts some hundred queries, which takes a second.',
  })
  routers!: () => Promise<readonly RouterKnowledgeType[]>;

  @Field(() => StoppingAdviceType, {
    nullable: true,
    complexity: ({ childComplexity }) => STATE_COST + childComplexity,
    description:
      'By the default router; null where it has no posterior of θ for the LLM, chooses by a rule of its own, or the LLM has no price.',
  })
  advice!: () => Promise<StoppingAdviceType | null>;
}
