import type { FastifyInstance } from 'fastify';
import { ThetaError, toThetaError } from '../../domain/errors.js';
import type { RoutingService } from '../../routing/service.js';
import { refuse } from '../errors/http-errors.js';

/** /healthz: the process answers. /readyz: a router set is loaded and its embedder embeds. */
export function healthRoutes(app: FastifyInstance, routing: RoutingService): void {
  const config = { access: 'open' } as const;
  app.get('/healthz', { config }, () => ({ status: 'ok' }));
  app.get('/readyz', { config }, async (_request, reply) => {
    try {
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
