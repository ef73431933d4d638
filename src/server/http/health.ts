import type { FastifyInstance } from 'fastify';
import { toThetaError } from '../../domain/errors.js';
import type { RoutingService } from '../../routing/service.js';
import { refuse } from '../errors/http-errors.js';

/** /healthz: the process answers. /readyz: a router set is loaded and decisions can be made. */
export function healthRoutes(app: FastifyInstance, routing: RoutingService): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', (_request, reply) => {
    try {
      return { status: 'ready', version: routing.current().version };
    } catch (thrown) {
      const error = toThetaError(thrown);
      return refuse(reply, 503, error.code, error.message, error.hint);
    }
  });
}
