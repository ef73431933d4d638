import { Arg, Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { SubscribeResolverData } from 'type-graphql';
import type { Newest } from '../domain/newest-stream.js';
import type { DecisionRecord } from '../routing/ports.js';
import { trafficCost } from '../schema/cost.js';
import { DecisionFilterInput } from '../schema/decision-filter.input.js';
import { TrafficInput } from '../schema/traffic.input.js';
import { LoggedDecisionsType, TrafficType } from '../schema/traffic.type.js';
import type { ApiContext } from './context.js';
import { toDecisionFilter, toTrafficRequest } from './requests.js';
import { recordView } from './views/record.view.js';
import { trafficView } from './views/traffic.view.js';

type Asked<Args> = SubscribeResolverData<undefined, Args, ApiContext>;

@Resolver()
export class TrafficResolver {
  @Query(() => TrafficType, {
    complexity: trafficCost,
    description:
      'Logged decisions summed up over time and by group: how many, what they cost and saved, how long they took, what was said.',
  })
  async traffic(
    @Arg('input', () => TrafficInput, { nullable: true, description: 'Which decisions, and how to sum them up.' })
    input: TrafficInput | null | undefined,
    @Ctx() { services }: ApiContext,
  ): Promise<TrafficType> {
    return trafficView(await services.traffic.traffic(toTrafficRequest(input ?? {})));
  }

  @Subscription(() => LoggedDecisionsType, {
    subscribe: ({ args: { filter }, context: { services } }: Asked<{ readonly filter?: DecisionFilterInput | null }>) =>
      services.liveDecisions.watch(toDecisionFilter(filter ?? {})),
    description:
      'Decisions of this server from now on, as they are written to the log. A client that is slower loses the oldest and is told how many.',
  })
  decisionsLogged(
    @Arg('filter', () => DecisionFilterInput, { nullable: true, description: 'Which decisions; all when absent.' })
    _filter: DecisionFilterInput | null | undefined,
    @Root() { items, leftOut }: Newest<DecisionRecord>,
    @Ctx() { services: { routing } }: ApiContext,
  ): LoggedDecisionsType {
    return { decisions: items.map((record) => recordView(record, routing.catalogue())), leftOut };
  }
}
