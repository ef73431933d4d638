import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { PreviewRequest } from '../calibration/preview/types.js';
import { llmId, poolId, routerId } from '../domain/ids.js';
import { previewCost } from '../schema/cost.js';
import { LlmPreviewInput } from '../schema/llm-preview.input.js';
import { LlmPreviewType } from '../schema/llm-preview.type.js';
import type { ApiContext } from './context.js';
import { EXAMPLE_LIMIT, checkCount } from './count.js';
import { optional, toObjective, toPrice } from './requests.js';

@Resolver()
export class LlmPreviewResolver {
  @Query(() => LlmPreviewType, {
    complexity: previewCost,
    description:
      'What an LLM would do in a pool before it may: its share of traffic, change of cost and performance with intervals, whom it displaces and where, and what is little known of it. Changes and logs nothing.',
  })
  llmPreview(
    @Arg('input', () => LlmPreviewInput, { description: 'Which LLM, where, on which queries.' }) input: LlmPreviewInput,
    @Ctx() context: ApiContext,
  ): Promise<LlmPreviewType> {
    return context.services.preview.preview(toPreviewRequest(input), context);
  }
}

const toPreviewRequest = (input: LlmPreviewInput): PreviewRequest => ({
  llm: llmId(input.llm),
  pool: optional(input.pool, poolId),
  router: optional(input.router, routerId),
  alpha: input.alpha ?? undefined,
  objective: optional(input.objective, toObjective),
  on: input.on ?? undefined,
  from: input.from?.getTime(),
  to: input.to?.getTime(),
  tag: input.tag ?? undefined,
  limit: input.limit ?? undefined,
  price: optional(input.price, toPrice),
  examples: checkCount('examples', input.examples, EXAMPLE_LIMIT),
});
