import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { llmId, poolId, routerId } from '../domain/ids.js';
import type { Llm, LlmStatus } from '../domain/llm.js';
import { findPool } from '../routing/candidates.js';
import { CandidatePoolType } from '../schema/catalogue.type.js';
import { catalogueCost, listCost } from '../schema/cost.js';
import { LlmStatusEnum } from '../schema/enums.js';
import { LlmAbilityType, LlmType } from '../schema/llm.type.js';
import type { ApiContext } from './context.js';
import { optional } from './requests.js';
import type { LlmAbilityView } from './views/ability.view.js';
import { knownLlms, poolView } from './views/catalogue.view.js';

@Resolver(() => LlmType)
export class LlmResolver {
  @Query(() => [LlmType], {
    complexity: catalogueCost,
    description: 'LLMs of the catalogue, or of one pool in its order.',
  })
  llms(
    @Arg('pool', () => ID, { nullable: true, description: 'Only the LLMs of this pool.' })
    pool: string | null | undefined,
    @Arg('status', () => LlmStatusEnum, { nullable: true, description: 'Only LLMs of this status.' })
    status: LlmStatus | null | undefined,
    @Ctx() { services: { routing } }: ApiContext,
  ): readonly LlmType[] {
    const catalogue = routing.catalogue();
    const named = optional(pool, (id) => findPool(catalogue, poolId(id)));
    const llms = named ? knownLlms(catalogue, named.llms) : [...catalogue.llms.values()];
    return status ? llms.filter((llm) => llm.status === status) : llms;
  }

  @Query(() => LlmType, { nullable: true, description: 'One LLM; null when the catalogue does not hold it.' })
  llm(
    @Arg('id', () => ID, { description: 'Id of the LLM.' }) id: string,
    @Ctx() { services: { routing } }: ApiContext,
  ): LlmType | null {
    return routing.catalogue().llms.get(llmId(id)) ?? null;
  }

  @Query(() => [CandidatePoolType], { complexity: listCost(10), description: 'Candidate pools.' })
  pools(@Ctx() { services: { routing } }: ApiContext): CandidatePoolType[] {
    const catalogue = routing.catalogue();
    return [...catalogue.pools.values()].map((pool) => poolView(catalogue, pool));
  }

  @FieldResolver(() => [LlmAbilityType], {
    name: 'abilities',
    complexity: listCost(2, 'first', 10),
    description: 'Ability θ under each router that has abilities; empty for an LLM that none has learned.',
  })
  llmAbilities(
    @Root() llm: Llm,
    @Ctx() { services: { abilities, routing } }: ApiContext,
    @Arg('router', () => ID, { nullable: true, description: 'Only under this router; all when absent.' })
    router?: string | null,
  ): LlmAbilityView[] {
    const only = optional(router, routerId);
    if (only !== undefined) abilities.check(only);
    return routing
      .llmAbilities(llm.id)
      .filter((one) => only === undefined || one.router === only)
      .map(({ router: id, ability, names }) => ({
        router: id,
        dims: ability.length,
        values: ability,
        names,
        llm: llm.id,
      }));
  }
}
