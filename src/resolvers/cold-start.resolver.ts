import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { llmId } from '../domain/ids.js';
import type { Llm } from '../domain/llm.js';
import { AnchorQueriesInput } from '../schema/anchor-queries.input.js';
import { AnchorQueryType, LlmCalibrationType } from '../schema/cold-start.type.js';
import { STATE_COST, anchorsCost } from '../schema/cost.js';
import { LlmType } from '../schema/llm.type.js';
import { SubmitResponsesInput } from '../schema/submit-responses.input.js';
import { toAnchorRequest, toSubmitResponses } from './cold-start-requests.js';
import type { ApiContext } from './context.js';

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

  @FieldResolver(() => LlmCalibrationType, {
    name: 'calibration',
    complexity: ({ childComplexity }) => STATE_COST + childComplexity,
    description: 'Where its calibration stands.',
  })
  llmCalibration(@Root() { id }: Llm, @Ctx() { services: { coldStart } }: ApiContext): Promise<LlmCalibrationType> {
    return coldStart.calibration(id);
  }
}
