import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { llmId } from '../domain/ids.js';
import type { Llm } from '../domain/llm.js';
import { catalogueCost, listCost } from '../schema/cost.js';
import { LlmType, PriceVersionType } from '../schema/llm.type.js';
import { DateTimeISO } from '../schema/scalars.js';
import { SetPriceInput } from '../schema/set-price.input.js';
import type { ApiContext } from './context.js';
import { toPrice } from './requests.js';

/** The price table. */
@Resolver(() => LlmType)
export class PriceResolver {
  @Query(() => [PriceVersionType], {
    complexity: catalogueCost,
    description: 'The price of every LLM at a moment; one that had none, or is unpriced, is missing.',
  })
  async prices(
    @Arg('at', () => DateTimeISO, { nullable: true, description: 'Now when absent.' }) at: Date | null | undefined,
    @Ctx() { services: { prices } }: ApiContext,
  ): Promise<readonly PriceVersionType[]> {
    return prices.at(at?.getTime());
  }

  @FieldResolver(() => [PriceVersionType], {
    complexity: listCost(3, 'first', 3),
    description: 'Every price it has had or will have, newest first.',
  })
  priceHistory(@Root() llm: Llm, @Ctx() { loaders }: ApiContext): Promise<readonly PriceVersionType[]> {
    return loaders.prices.load(llm.id);
  }

  @Mutation(() => PriceVersionType, {
    description: 'Adds a price that holds from now or from a later moment on; none that was is rewritten.',
  })
  async setPrice(
    @Arg('input', () => SetPriceInput, { description: 'The price.' }) input: SetPriceInput,
    @Ctx() { services: { prices } }: ApiContext,
  ): Promise<PriceVersionType> {
    return prices.set({
      llm: llmId(input.llm),
      price: toPrice(input),
      effectiveFrom: input.effectiveFrom?.getTime(),
      source: input.source.trim(),
    });
  }
}
