import type { FastifyInstance } from 'fastify';
import { ThetaError, toThetaError } from '../../domain/errors.js';
import type { RoutingService } from '../../routing/service.js';
import { refuse } from '../errors/http-errors.js';

/** /healthz: the process answers. /readyz: a router set is loaded, its embedder embeds, and the server is not about to stop. */
export function healthRoutes(app: FastifyInstance, routing: RoutingService, stopping: () => boolean): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      if (stopping()) {
        throw new ThetaError('SHUTTING_DOWN', 'This server is about to stop. It still answers what it is sent.', {
          hint: 'Send new requests to another one.',
        });
      }
      const { version } = routing.current();
      const { healthy, detail } = await routing.embedder().health();
      if (healthy) return { status: 'ready', version };
      throw new ThetaError('EMBEDDER_UNAVAILABLE', `The embedder of router set ${version} does not embed: ${detail}`);
    } catch (thrown) {
      const error = toThetaError(thrown);
      return refuse(reply, 503, error.code, error.message, error.hint);
    }
  });
}
