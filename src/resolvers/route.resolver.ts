import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { routerId } from '../domain/ids.js';
import { compareCost, routeCost, routeManyCost } from '../schema/cost.js';
import { ComparisonType } from '../schema/comparison.type.js';
import { RouteResultUnion } from '../schema/decision.type.js';
import { RouteInput } from '../schema/route.input.js';
import type { ApiContext } from './context.js';
import { toRouteRequest } from './requests.js';
import type { RouteResultView } from './views/decision.view.js';
import { resultView } from './views/decision.view.js';

@Resolver()
export class RouteResolver {
  @Query(() => RouteResultUnion, { complexity: routeCost, description: 'Which LLM should answer this query.' })
  async route(
    @Arg('input', () => RouteInput, { description: 'The query and what matters for it.' }) input: RouteInput,
    @Ctx() { services: { routing } }: ApiContext,
  ): Promise<RouteResultView> {
    return resultView(await routing.route(toRouteRequest(input)), routing.catalogue());
  }

  @Query(() => [RouteResultUnion], {
    complexity: routeManyCost,
    description: 'One result per input, in order; a bad input becomes a RouteRefusal and does not spoil the others.',
  })
  async routeMany(
    @Arg('inputs', () => [RouteInput], { description: 'The queries; the server limits how many.' })
    inputs: RouteInput[],
    @Ctx() { services: { routing } }: ApiContext,
  ): Promise<RouteResultView[]> {
    const results = await routing.routeMany(inputs.map(toRouteRequest));
    const catalogue = routing.catalogue();
    return results.map((result) => resultView(result, catalogue));
  }

  @Query(() => ComparisonType, {
    complexity: compareCost,
    description: 'The decisions of several routers for one query, side by side, from one embedding.',
  })
  async compare(
    @Arg('input', () => RouteInput, { description: 'The query; its router is not looked at.' }) input: RouteInput,
    @Arg('routers', () => [ID], { nullable: true, description: 'Router ids; every serving router when absent.' })
    routers: string[] | null | undefined,
    @Ctx() { services: { routing } }: ApiContext,
  ): Promise<ComparisonType> {
    const entries = await routing.compare(toRouteRequest(input), routers?.map(routerId));
    const catalogue = routing.catalogue();
    return { entries: entries.map(({ router, result }) => ({ router, result: resultView(result, catalogue) })) };
  }
}
