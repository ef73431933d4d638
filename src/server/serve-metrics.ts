import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { ThetaError } from '../domain/errors.js';
import { handleHttpErrors } from './errors/http-errors.js';
import type { MetricsText } from './http/metrics.js';
import { metricsRoute } from './http/metrics.js';

/** /metrics on a port of its own, where nothing else answers. Throws CONFIG_INVALID where it cannot listen. */
export async function serveMetrics(
  metrics: MetricsText,
  { host, port }: { readonly host: string; readonly port: number },
  logger: Logger,
): Promise<{ readonly address: string; close(): Promise<void> }> {
  const app = fastify({ forceCloseConnections: true }) as unknown as FastifyInstance;
  handleHttpErrors(app);
  metricsRoute(app, metrics);
  try {
    const address = await app.listen({ host, port });
    logger.info({ address }, `metrics at ${address}/metrics`);
    return { address, close: () => app.close() };
  } catch (cause) {
    await app.close();
    const { code = 'no code' } = cause as NodeJS.ErrnoException;
    throw new ThetaError('CONFIG_INVALID', `THETA_METRICS_PORT=${port}: ${host}:${port} cannot be used (${code}).`, {
      hint: 'Set THETA_METRICS_PORT to a free port, or leave it out to serve the metrics beside the API.',
      cause,
    });
  }
}
