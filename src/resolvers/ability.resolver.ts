import { Arg, Ctx, FieldResolver, Float, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { poolId, routerId } from '../domain/ids.js';
import { AbilityAnnotationType, AbilityQueryType, AbilityRankType, AbilityType } from '../schema/ability.type.js';
import { POOL_SIZE, listCost } from '../schema/cost.js';
import { DifficultyHistogramType, RoutingAnalysisType } from '../schema/difficulty.type.js';
import type { ApiContext } from './context.js';
import { BIN_LIMIT, PAGE_LIMIT, checkCount } from './count.js';
import { optional } from './requests.js';
import type { AbilityView } from './views/ability.view.js';
import { abilityView, analysisView, rankView } from './views/ability.view.js';

/** Abilities of the paper's appendix C.1, and as many dimensions of a router. */
const ABILITIES = 25;
const QUERIES = 10;
const BINS = 20;
/** One pass over the training queries, once per version. */
const PASS_COST = 50;

const DIMENSIONS_OF = 'The dimensions of this router, by its names for them; the operator’s list when absent.';
const WITH_DIFFICULTY =
  'A router with item parameters; when absent the default router, or the first one that has them.';

@Resolver(() => AbilityType)
export class AbilityResolver {
  @Query(() => [AbilityType], {
    complexity: listCost(ABILITIES),
    description:
      'The named abilities that profiles are written on, each with the router that has learned it; or those of one router.',
  })
  abilities(
    @Arg('router', () => ID, { nullable: true, description: DIMENSIONS_OF }) router: string | null | undefined,
    @Ctx() { services: { abilities } }: ApiContext,
  ): AbilityView[] {
    return abilities.list(optional(router, routerId)).map(abilityView);
  }

  @Query(() => AbilityType, { nullable: true, description: 'One ability; null when there is none of that id.' })
  ability(
    @Arg('id', () => ID, { description: 'Id of the ability.' }) id: string,
    @Arg('router', () => ID, { nullable: true, description: DIMENSIONS_OF }) router: string | null | undefined,
    @Ctx() { services: { abilities } }: ApiContext,
  ): AbilityView | null {
    const found = abilities.find(id, optional(router, routerId));
    return found && abilityView(found);
  }

  @FieldResolver(() => [AbilityRankType], {
    complexity: listCost(POOL_SIZE, 'first', PASS_COST),
    description: 'LLMs that the router was trained on, the most able first; empty where no router has learned it.',
  })
  async ranking(
    @Root() { ability }: AbilityView,
    @Ctx() { services: { abilities, routing } }: ApiContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 500; all when absent.' })
    first?: number | null,
  ): Promise<AbilityRankType[]> {
    const count = checkCount('first', first, PAGE_LIMIT);
    const ranks = await abilities.ranking(ability);
    return ranks.slice(0, count).flatMap((rank) => rankView(rank, routing.catalogue()));
  }

  @FieldResolver(() => [AbilityQueryType], {
    complexity: listCost(QUERIES, 'first', PASS_COST),
    description: 'The training queries that need it most; empty where no router has learned it.',
  })
  async queries(
    @Root() { ability }: AbilityView,
    @Ctx() { services: { abilities } }: ApiContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 500; 10 when absent.' })
    first?: number | null,
  ): Promise<readonly AbilityQueryType[]> {
    return abilities.queries(ability, checkCount('first', first, PAGE_LIMIT) ?? QUERIES);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    complexity: PASS_COST,
    description: 'Training queries that need it more than any other ability; null where no router has learned it.',
  })
  queryCount(@Root() { ability }: AbilityView, @Ctx() { services: { abilities } }: ApiContext): Promise<number | null> {
    return abilities.queryCount(ability);
  }

  @FieldResolver(() => AbilityAnnotationType, {
    nullable: true,
    complexity: ({ childComplexity }) => PASS_COST + childComplexity,
    description: 'How far the name can be trusted; null where the router has no annotated clusters.',
  })
  annotation(
    @Root() { ability }: AbilityView,
    @Ctx() { services: { abilities } }: ApiContext,
  ): Promise<AbilityAnnotationType | null> {
    return abilities.annotation(ability);
  }

  @Query(() => DifficultyHistogramType, {
    complexity: ({ childComplexity }) => PASS_COST + BINS * childComplexity,
    description: 'How many training queries are how hard, and how well LLMs answered them.',
  })
  difficultyHistogram(
    @Arg('router', () => ID, { nullable: true, description: WITH_DIFFICULTY }) router: string | null | undefined,
    @Ctx() { services: { abilities } }: ApiContext,
    @Arg('bins', () => Int, { nullable: true, description: 'How many bins, 1 to 100; 20 when absent.' })
    bins?: number | null,
  ): Promise<DifficultyHistogramType> {
    return abilities.histogram(checkCount('bins', bins, BIN_LIMIT) ?? BINS, optional(router, routerId));
  }

  @Query(() => RoutingAnalysisType, {
    complexity: ({ childComplexity }) => PASS_COST + POOL_SIZE * childComplexity,
    description:
      'Which LLMs the hardest and the easiest training queries go to. The first one asked of a router and pool predicts for all training queries.',
  })
  async routingAnalysis(
    @Arg('router', () => ID, { nullable: true, description: WITH_DIFFICULTY }) router: string | null | undefined,
    @Arg('alpha', () => Float, { nullable: true, description: 'α in [0, 1]; that of the server when absent.' })
    alpha: number | null | undefined,
    @Arg('share', () => Float, {
      nullable: true,
      description: 'Share of the queries at either end, above 0 and at most 0.5; 0.3 when absent (paper 6.2).',
    })
    share: number | null | undefined,
    @Arg('pool', () => ID, { nullable: true, description: 'Pool to choose from; the default pool when absent.' })
    pool: string | null | undefined,
    @Ctx() { services: { abilities, routing } }: ApiContext,
  ): Promise<RoutingAnalysisType> {
    const analysis = await abilities.analysis({
      router: optional(router, routerId),
      alpha: alpha ?? undefined,
      share: share ?? undefined,
      pool: optional(pool, poolId),
    });
    return analysisView(analysis, routing.catalogue());
  }
}
