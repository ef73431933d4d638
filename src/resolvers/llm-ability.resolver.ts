import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { routerId } from '../domain/ids.js';
import { LlmAbilityType } from '../schema/llm.type.js';
import type { ApiContext } from './context.js';
import type { LlmAbilityView } from './views/ability.view.js';

@Resolver(() => LlmAbilityType)
export class LlmAbilityResolver {
  @FieldResolver(() => [Float], {
    nullable: true,
    complexity: 10,
    description:
      'Posterior standard deviation of each value, from the training responses; that of the prior for an LLM without any. Null where the router does not know it. The first one asked of a router looks at all training queries.',
  })
  deviations(
    @Root() { router, llm }: LlmAbilityView,
    @Ctx() { services: { abilities } }: ApiContext,
  ): Promise<ArrayLike<number> | null> {
    return abilities.deviation(routerId(router), llm);
  }
}
