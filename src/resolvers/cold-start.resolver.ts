import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { llmId, poolId, routerId } from '../domain/ids.js';
import type { Llm } from '../domain/llm.js';
import { AnchorQueriesInput } from '../schema/anchor-queries.input.js';
import { AnchorQueryType, LlmCalibrationType } from '../schema/cold-start.type.js';
import { CATALOGUE_SIZE, STATE_COST, anchorsCost } from '../schema/cost.js';
import { CostPerformanceType } from '../schema/cost-performance.type.js';
import { LlmType } from '../schema/llm.type.js';
import { SubmitResponsesInput } from '../schema/submit-responses.input.js';
import { toAnchorRequest, toSubmitResponses } from './cold-start-requests.js';
import type { ApiContext } from './context.js';
import { optional } from './requests.js';
import { costPerformanceView } from './views/catalogue.view.js';

@Resolver(() => LlmType)
export class ColdStartResolver {
  @Query(() => [AnchorQueryType], {
    complexity: anchorsCost,
    description:
      'Queries to ask an LLM next, in order: stored ones with a text that it has not answered. The same request gives the same queries until something is learned, and the first k of n are those that k would give.',
  })
  anchorQueries(
    @Arg('input', () => AnchorQueriesInput, { description: 'Which queries.' }) input: AnchorQueriesInput,
    @Ctx() { services: { coldStart } }: ApiContext,
  ): Promise<readonly AnchorQueryType[]> {
    return coldStart.anchorQueries(toAnchorRequest(input));
  }

  @Query(() => LlmCalibrationType, {
    complexity: ({ childComplexity }) => STATE_COST + childComplexity,
    description: 'Where the calibration of an LLM stands: what each router knows of it, and whether to test on.',
  })
  calibration(
    @Arg('llm', () => ID, { description: 'The LLM.' }) llm: string,
    @Ctx() { services: { coldStart } }: ApiContext,
  ): Promise<LlmCalibrationType> {
    return coldStart.calibration(llmId(llm));
  }

  @Mutation(() => LlmCalibrationType, {
    complexity: ({ childComplexity }) => STATE_COST + childComplexity,
    description:
      'Stores answers of an LLM to anchor queries, all or none, and lets routers learn from them at once, without a training.',
  })
  submitResponses(
    @Arg('input', () => SubmitResponsesInput, { description: 'Who answered, and the scores.' })
    input: SubmitResponsesInput,
    @Ctx() { services: { coldStart } }: ApiContext,
  ): Promise<LlmCalibrationType> {
    return coldStart.submitResponses(toSubmitResponses(input));
  }

  @Query(() => CostPerformanceType, {
    complexity: ({ childComplexity }) => STATE_COST + CATALOGUE_SIZE * childComplexity,
    description:
      'Mean P̂ of LLMs on the same held-out queries, and which of them are on the Pareto hull of price and P̂.',
  })
  async costPerformance(
    @Arg('pool', () => ID, { nullable: true, description: 'Only LLMs of this pool; the whole catalogue when absent.' })
    pool: string | null | undefined,
    @Arg('router', () => ID, {
      nullable: true,
      description: 'A router that predicts performance; the default one when absent.',
    })
    router: string | null | undefined,
    @Ctx() { services: { coldStart, routing } }: ApiContext,
  ): Promise<CostPerformanceType> {
    const found = await coldStart.costPerformance({ pool: optional(pool, poolId), router: optional(router, routerId) });
    return costPerformanceView(routing.catalogue(), found);
  }

  @FieldResolver(() => LlmCalibrationType, {
    name: 'calibration',
    complexity: ({ childComplexity }) => STATE_COST + childComplexity,
    description: 'Where its calibration stands.',
  })
  llmCalibration(@Root() { id }: Llm, @Ctx() { services: { coldStart } }: ApiContext): Promise<LlmCalibrationType> {
    return coldStart.calibration(id);
  }
}
