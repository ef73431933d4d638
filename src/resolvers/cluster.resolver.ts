import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { routerId } from '../domain/ids.js';
import { QueryClusterType } from '../schema/cluster.type.js';
import { CorrectClustersInput } from '../schema/correct-clusters.input.js';
import { listCost } from '../schema/cost.js';
import { RouterSetType } from '../schema/router.type.js';
import type { ApiContext } from './context.js';
import { optional } from './requests.js';
import { routerSetView } from './views/operations.view.js';

/** Clusters of a typical router. */
const CLUSTERS = 100;

@Resolver()
export class ClusterResolver {
  @Query(() => [QueryClusterType], {
    complexity: listCost(CLUSTERS),
    description: 'The groups of training queries that a router takes relevance from, and the abilities they need.',
  })
  async clusters(
    @Arg('router', () => ID, { nullable: true, description: 'A router with clusters; the first one when absent.' })
    router: string | null | undefined,
    @Ctx() { services: { clusters } }: ApiContext,
  ): Promise<readonly QueryClusterType[]> {
    return clusters.list(optional(router, routerId));
  }

  @Mutation(() => RouterSetType, {
    description: 'Stores a new router set in which the named clusters need exactly the named abilities.',
  })
  async correctClusters(
    @Arg('input', () => CorrectClustersInput, { description: 'What to correct.' }) input: CorrectClustersInput,
    @Ctx() { services: { clusters, routing } }: ApiContext,
  ): Promise<RouterSetType> {
    const manifest = await clusters.correct({
      router: optional(input.router, routerId),
      corrections: input.corrections,
      label: input.label.trim(),
      reason: input.reason ?? null,
      promote: input.promote ?? false,
    });
    return routerSetView(manifest, routing);
  }
}
