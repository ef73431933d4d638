import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { routerId, versionId } from '../domain/ids.js';
import { DECISION_COST, listCost, routersCost } from '../schema/cost.js';
import { InstalledRouterType } from '../schema/installed-router.type.js';
import { QueryProfileType } from '../schema/query-profile.type.js';
import { RouterSetType, RouterType } from '../schema/router.type.js';
import type { ApiContext } from './context.js';
import { optional } from './requests.js';
import { queryProfileView } from './views/evidence.view.js';
import { installedRouterView, routerSetView, routerView } from './views/operations.view.js';

@Resolver()
export class RouterResolver {
  @Query(() => [RouterType], { complexity: routersCost, description: 'Routers that are loaded and answer.' })
  routers(@Ctx() { services: { routing } }: ApiContext): RouterType[] {
    const catalogue = routing.catalogue();
    return routing.routers().map((router) => routerView(router, catalogue));
  }

  @Query(() => [InstalledRouterType], {
    complexity: listCost(20),
    description: 'Routers that this server can train and measure, each with its hyper-parameters.',
  })
  installedRouters(@Ctx() { services: { plugins } }: ApiContext): InstalledRouterType[] {
    return plugins.plugins.map(installedRouterView);
  }

  @Query(() => [RouterSetType], {
    complexity: listCost(20),
    description: 'Stored versions of the routers, and which of them serves.',
  })
  async routerSets(@Ctx() { services: { routing, routerSets } }: ApiContext): Promise<RouterSetType[]> {
    const manifests = await routerSets.list();
    return manifests.map((manifest) => routerSetView(manifest, routing));
  }

  @Query(() => QueryProfileType, {
    complexity: ({ childComplexity }) => DECISION_COST + childComplexity,
    description: 'Discrimination, difficulty and neighbours of a text.',
  })
  async queryProfile(
    @Arg('text', () => String, { description: 'The query text.' }) text: string,
    @Arg('router', () => ID, {
      nullable: true,
      description: 'A router with item parameters; the default router when absent.',
    })
    router: string | null | undefined,
    @Ctx() context: ApiContext,
  ): Promise<QueryProfileType> {
    const { routing } = context.services;
    const profile = await routing.queryProfile(text, optional(router, routerId), context);
    return queryProfileView(profile, routing.catalogue());
  }

  @Mutation(() => RouterSetType, { description: 'Lets a stored version answer requests, at once and as a whole.' })
  async promoteRouterSet(
    @Arg('version', () => ID, { description: 'A version of routerSets.' }) version: string,
    @Ctx() { services: { routing, routerSets } }: ApiContext,
  ): Promise<RouterSetType> {
    return routerSetView(await routerSets.promote(versionId(version)), routing);
  }
}
