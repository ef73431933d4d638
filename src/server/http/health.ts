import type { FastifyInstance } from 'fastify';
import { ThetaError, toThetaError } from '../../domain/errors.js';
import type { GatewayService } from '../../gateway/types.js';
import type { RoutingService } from '../../routing/service.js';
import { refuse } from '../errors/http-errors.js';

/**
 * /healthz: the process answers. /readyz: a router set is loaded and its embedder embeds; with providers it says which of their circuits are not
 * closed. A provider that is down takes no server out of service: another one would find it just as down.
 */
export function healthRoutes(app: FastifyInstance, routing: RoutingService, gateway: GatewayService): void {
  const config = { access: 'open' } as const;
  app.get('/healthz', { config }, () => ({ status: 'ok' }));
  app.get('/readyz', { config }, async (_request, reply) => {
    try {
      const { version } = routing.current();
      const { healthy, detail } = await routing.embedder().health();
      if (healthy) return { status: 'ready', version, ...(gateway.serves && { circuits: broken(gateway) }) };
      throw new ThetaError('EMBEDDER_UNAVAILABLE', `The embedder of router set ${version} does not embed: ${detail}`);
    } catch (thrown) {
      const error = toThetaError(thrown);
      return refuse(reply, 503, error.code, error.message, error.hint);
    }
  });
}

const broken = (gateway: GatewayService) =>
  gateway
    .circuits()
    .flatMap(({ state, llm, provider, lastFailure }) =>
      state === 'CLOSED' ? [] : [{ llm, provider, state, lastFailure }],
    );
