import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { listCost } from '../schema/cost.js';
import { GatewayCallType, GatewayCircuitType, GatewaySpendType } from '../schema/gateway.type.js';
import { LoggedDecisionType } from '../schema/logged-decision.type.js';
import { DateTimeISO } from '../schema/scalars.js';
import type { ApiContext } from './context.js';
import { PAGE_LIMIT, checkCount } from './count.js';
import { callView, circuitView } from './views/gateway.view.js';

const DEFAULT_PAGE = 20;

@Resolver(() => LoggedDecisionType)
export class GatewayResolver {
  @FieldResolver(() => GatewayCallType, {
    nullable: true,
    complexity: listCost(3),
    description: 'What the gateway did about it; null for a decision that was made without it.',
  })
  async gatewayCall(
    @Root() { id }: LoggedDecisionType,
    @Ctx() { loaders }: ApiContext,
  ): Promise<GatewayCallType | null> {
    const call = await loaders.gatewayCalls.load(id);
    return call && callView(call);
  }

  @Query(() => [GatewayCallType], {
    complexity: listCost(DEFAULT_PAGE, 'first', 50),
    description: 'Requests to the gateway, newest first, those without a decision included.',
  })
  async gatewayCalls(
    @Arg('first', () => Int, { nullable: true, description: 'Page size, 1 to 500; 20 when absent.' })
    first: number | null | undefined,
    @Arg('after', () => ID, { nullable: true, description: 'Id of the last one of the page before.' })
    after: string | null | undefined,
    @Ctx() { services: { gateway } }: ApiContext,
  ): Promise<GatewayCallType[]> {
    const size = checkCount('first', first, PAGE_LIMIT) ?? DEFAULT_PAGE;
    return (await gateway.recent(size, after ?? undefined)).map(callView);
  }

  @Query(() => [GatewaySpendType], {
    complexity: listCost(DEFAULT_PAGE, 'first', 200),
    description: 'What answers of the gateway have really cost, by LLM, dearest first.',
  })
  async gatewaySpend(
    @Arg('from', () => DateTimeISO, {
      nullable: true,
      description: 'From this time on; the last 24 hours when absent.',
    })
    from: Date | null | undefined,
    @Arg('to', () => DateTimeISO, { nullable: true, description: 'Before this time; now when absent.' })
    to: Date | null | undefined,
    @Ctx() { services: { gateway } }: ApiContext,
  ): Promise<readonly GatewaySpendType[]> {
    return gateway.spend(from?.getTime(), to?.getTime());
  }

  @Query(() => [GatewayCircuitType], {
    complexity: listCost(DEFAULT_PAGE),
    description: 'Every LLM at every provider that this server has asked, and whether it is asked now.',
  })
  gatewayCircuits(@Ctx() { services: { gateway } }: ApiContext): GatewayCircuitType[] {
    return gateway.circuits().map(circuitView);
  }
}
