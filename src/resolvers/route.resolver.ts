import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { routerId } from '../domain/ids.js';
import { compareCost, routeBatchCost, routeCost, routeManyCost } from '../schema/cost.js';
import { ComparisonType } from '../schema/comparison.type.js';
import { RouteResultUnion } from '../schema/decision.type.js';
import { RouteBatchInput } from '../schema/route-batch.input.js';
import { RouteBatchResultUnion } from '../schema/route-batch.type.js';
import { RouteInput } from '../schema/route.input.js';
import type { ApiContext } from './context.js';
import { toBatchRequest, toRouteRequest } from './requests.js';
import { batchView } from './views/batch.view.js';
import type { RouteResultView } from './views/decision.view.js';
import { resultView } from './views/decision.view.js';
import { withinBudget } from './within-budget.js';

@Resolver()
export class RouteResolver {
  @Query(() => RouteResultUnion, { complexity: routeCost, description: 'Which LLM should answer this query.' })
  async route(
    @Arg('input', () => RouteInput, { description: 'The query and what matters for it.' }) input: RouteInput,
    @Ctx() context: ApiContext,
  ): Promise<RouteResultView> {
    const { routing } = context.services;
    const result = await withinBudget(context, () => routing.route(toRouteRequest(input), context));
    return resultView(result, routing.catalogue());
  }

  @Query(() => [RouteResultUnion], {
    complexity: routeManyCost,
    description: 'One result per input, in order; a bad input becomes a RouteRefusal and does not spoil the others.',
  })
  async routeMany(
    @Arg('inputs', () => [RouteInput], { description: 'The queries; the server limits how many.' })
    inputs: RouteInput[],
    @Ctx() context: ApiContext,
  ): Promise<RouteResultView[]> {
    const { routing } = context.services;
    const decide = () => routing.routeMany(inputs.map(toRouteRequest), context);
    const results = await withinBudget(context, decide);
    const catalogue = routing.catalogue();
    return results.map((result) => resultView(result, catalogue));
  }

  @Query(() => RouteBatchResultUnion, {
    complexity: routeBatchCost,
    description:
      'An LLM for each of many queries, so that all answers together stay within a budget and predicted performance is largest. Not logged.',
  })
  async routeBatch(
    @Arg('input', () => RouteBatchInput, { description: 'The queries and the budget.' }) input: RouteBatchInput,
    @Ctx() context: ApiContext,
  ): Promise<object> {
    const { routing } = context.services;
    const decide = () => routing.routeBatch(toBatchRequest(input), context);
    return batchView(await withinBudget(context, decide), routing.catalogue());
  }

  @Query(() => ComparisonType, {
    complexity: compareCost,
    description: 'The decisions of several routers for one query, side by side, from one embedding.',
  })
  async compare(
    @Arg('input', () => RouteInput, { description: 'The query; its router is not looked at.' }) input: RouteInput,
    @Arg('routers', () => [ID], { nullable: true, description: 'Router ids; every serving router when absent.' })
    routers: string[] | null | undefined,
    @Ctx() context: ApiContext,
  ): Promise<ComparisonType> {
    const { routing } = context.services;
    const entries = await routing.compare(toRouteRequest(input), routers?.map(routerId), context);
    const catalogue = routing.catalogue();
    return { entries: entries.map(({ router, result }) => ({ router, result: resultView(result, catalogue) })) };
  }
}
