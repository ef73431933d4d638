import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { llmId } from '../domain/ids.js';
import type { Llm, LlmStatus } from '../domain/llm.js';
import { AbilityType, CandidatePoolType } from '../schema/catalogue.type.js';
import { catalogueCost, listCost } from '../schema/cost.js';
import { LlmStatusEnum } from '../schema/enums.js';
import { LlmAbilityType, LlmType } from '../schema/llm.type.js';
import type { ApiContext } from './context.js';
import { optional } from './requests.js';
import { findPool, knownLlms, poolView } from './views/catalogue.view.js';

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
    const named = optional(pool, (id) => findPool(catalogue, id));
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

  @Query(() => [AbilityType], {
    complexity: listCost(25),
    description: 'The named ability dimensions that profiles are written on.',
  })
  abilities(@Ctx() { services: { routing } }: ApiContext): readonly AbilityType[] {
    return routing.abilities();
  }

  @FieldResolver(() => [LlmAbilityType], {
    name: 'abilities',
    complexity: listCost(2, 'first', 10),
    description: 'Ability θ under each router that has abilities; empty for an LLM that none has learned.',
  })
  llmAbilities(@Root() llm: Llm, @Ctx() { services: { routing } }: ApiContext): LlmAbilityType[] {
    return routing.llmAbilities(llm.id).map(({ router, ability, names, deviation }) => ({
      router,
      dims: ability.length,
      values: ability,
      names,
      deviations: deviation,
    }));
  }
}
