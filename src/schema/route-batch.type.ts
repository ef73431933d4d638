import { Field, Float, ID, ObjectType, createUnionType, registerEnumType } from 'type-graphql';
import type { AssignmentMethod } from '../domain/assignment/assign.js';
import type { ErrorCode } from '../domain/errors.js';
import { listCost } from './cost.js';
import { RouteRefusalType } from './decision.type.js';
import { ErrorCodeEnum } from './enums.js';
import { LlmType } from './llm.type.js';
import { ExcludedLlmType } from './ranking.type.js';

export const AssignmentMethodEnum = { OPTIMAL: 'optimal', GREEDY: 'greedy' } as const;
registerEnumType(AssignmentMethodEnum, {
  name: 'AssignmentMethod',
  description: 'How the queries of a batch are given to LLMs.',
  valuesConfig: {
    OPTIMAL: { description: 'The assignment with the largest predicted performance that the budget pays for.' },
    GREEDY: { description: 'Upgrades from the cheapest LLMs, the most performance per dollar first; for comparison.' },
  },
});

@ObjectType('BatchChoice', { simpleResolvers: true, description: 'The LLM for one query of a batch.' })
export class BatchChoiceType {
  @Field(() => String, { description: 'The query text as it came.' })
  query!: string;

  @Field(() => LlmType, { description: 'The chosen LLM.' })
  llm!: LlmType;

  @Field(() => Float, { description: 'P̂ in [0, 1].' })
  predictedPerformance!: number;

  @Field(() => Float, {
    description: 'USD: counted input tokens and expected output tokens at the prices of the LLM.',
  })
  expectedSpendUsd!: number;
}

@ObjectType('ParetoPoint', { simpleResolvers: true, description: 'A best assignment for what it costs.' })
export class ParetoPointType {
  @Field(() => Float, { description: 'USD for the whole batch.' })
  expectedSpendUsd!: number;

  @Field(() => Float, { description: 'Mean P̂ in [0, 1].' })
  predictedPerformance!: number;
}

/** `pareto` takes an argument; resolvers/batch.resolver.ts has it. */
@ObjectType('BatchAssignment', { simpleResolvers: true, description: 'One LLM for each query, within the budget.' })
export class BatchAssignmentType {
  @Field(() => [BatchChoiceType], { complexity: listCost(1), description: 'One per query, in order.' })
  choices!: readonly BatchChoiceType[];

  @Field(() => Float, { description: 'Mean P̂ of the choices, in [0, 1].' })
  predictedPerformance!: number;

  @Field(() => Float, { description: 'USD of all choices together, at most the budget.' })
  expectedSpendUsd!: number;

  @Field(() => Float, { description: 'Mean P̂ that a better assignment could still add; 0 where none is better.' })
  optimalityGap!: number;

  @Field(() => Boolean, { description: 'Whether it is proved that no assignment within the budget is better.' })
  provedOptimal!: boolean;

  @Field(() => Float, { description: 'Mean P̂ that one more dollar would add, at the margin.' })
  marginalPerformance!: number;

  @Field(() => Float, { description: 'USD of the cheapest LLM for every query: the smallest possible budget.' })
  leastBudgetUsd!: number;

  @Field(() => Float, { description: 'USD of the best LLM for every query: more money buys nothing.' })
  largestUsefulBudgetUsd!: number;

  @Field(() => Float, { description: 'The budget, USD.' })
  budgetUsd!: number;

  @Field(() => AssignmentMethodEnum, { description: 'How the LLMs were assigned.' })
  method!: AssignmentMethod;

  @Field(() => ID, { description: 'The router that predicted.' })
  router!: string;

  @Field(() => ID, { description: 'Version of its router set.' })
  version!: string;

  @Field(() => ID, { nullable: true, description: 'The candidate pool; null for an explicit list.' })
  pool!: string | null;

  @Field(() => [ExcludedLlmType], { description: 'LLMs of the pool that could not take part, and why.' })
  excluded!: readonly ExcludedLlmType[];

  @Field(() => Float, { description: 'Milliseconds that the batch took.' })
  durationMs!: number;
}

@ObjectType('BudgetRefusal', { simpleResolvers: true, description: 'The budget pays for no assignment at all.' })
export class BudgetRefusalType {
  @Field(() => ErrorCodeEnum, { description: 'BUDGET_TOO_SMALL.' })
  code!: ErrorCode;

  @Field(() => String, { description: 'Why, for people.' })
  message!: string;

  /** Nullable as in RouteRefusal, so that one selection fits both. */
  @Field(() => String, { nullable: true, description: 'What to do about it.' })
  hint!: string | null;

  @Field(() => Float, { description: 'The budget, USD.' })
  budgetUsd!: number;

  @Field(() => Float, { description: 'The smallest budget with which there is an answer, USD.' })
  leastBudgetUsd!: number;
}

const TYPES = { assignment: 'BatchAssignment', refusal: 'RouteRefusal', 'budget-refusal': 'BudgetRefusal' } as const;

export const RouteBatchResultUnion = createUnionType({
  name: 'RouteBatchResult',
  description: 'An assignment, or the reason why there is none.',
  types: () => [BatchAssignmentType, RouteRefusalType, BudgetRefusalType] as const,
  resolveType: (value) => TYPES[(value as unknown as { readonly kind: keyof typeof TYPES }).kind],
});
