import type { FastifyInstance } from 'fastify';
import { ThetaError, toThetaError } from '../../domain/errors.js';
import type { GatewayService } from '../../gateway/types.js';
import type { RoutingService } from '../../routing/service.js';
import { refuse } from '../errors/http-errors.js';

interface Health {
  readonly routing: RoutingService;
  readonly gateway: GatewayService;
  /** Whether the server is about to stop. */
  readonly stopping: () => boolean;
}

/**
 * /healthz: the process answers. /readyz: a router set is loaded, its embedder embeds, and the server is not about to stop; with providers it
 * says which of their circuits are not closed. A provider that is down takes no server out of service: another one would find it just as down.
 */
export function healthRoutes(app: FastifyInstance, { routing, gateway, stopping }: Health): void {
  const config = { access: 'open' } as const;
  app.get('/healthz', { config }, () => ({ status: 'ok' }));
  app.get('/readyz', { config }, async (_request, reply) => {
    try {
      if (stopping()) {
        throw new ThetaError('SHUTTING_DOWN', 'This server is about to stop. It still answers what it is sent.', {
          hint: 'Send new requests to another one.',
        });
      }
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
