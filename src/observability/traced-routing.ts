import type { Tracer } from '../domain/tracer.js';
import type { RouteRequest, RouteResult } from '../routing/types.js';
import type { SwappableRoutingService } from '../routing/routing-service.js';

/** The routing service with a span around each question. What was asked stays out of it; what was chosen is in. */
export function tracedRouting(routing: SwappableRoutingService, tracer: Tracer): SwappableRoutingService {
  const span = <T>(name: string, requests: number, work: () => Promise<T>) =>
    tracer.span(name, { 'theta.requests': requests, 'theta.version': routing.current().version }, work);
  return {
    ...routing,
    route: (request, caller) =>
      span('decide', 1, async () => {
        const result = await routing.route(request, caller);
        tracer.note(described(result));
        return result;
      }),
    routeMany: (requests: readonly RouteRequest[], caller) =>
      span('decide', requests.length, () => routing.routeMany(requests, caller)),
    routeBatch: (request, caller) =>
      span('assign batch', request.queries.length, () => routing.routeBatch(request, caller)),
    compare: (request, routers, caller) => span('compare', 1, () => routing.compare(request, routers, caller)),
    queryProfile: (text, router, caller) => span('profile query', 1, () => routing.queryProfile(text, router, caller)),
  };
}

const described = (result: RouteResult) =>
  result.kind === 'refusal'
    ? { 'theta.refusal': result.code }
    : { 'theta.router': result.router, 'theta.decision': result.id, 'theta.llm': String(result.ranking.llms[0]) };
