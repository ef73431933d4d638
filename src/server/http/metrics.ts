import type { FastifyInstance } from 'fastify';

/** What Prometheus reads. */
export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

/** GET /metrics. Its numbers are of this server alone. */
export function metricsRoute(app: FastifyInstance, metrics: MetricsText): void {
  app.get('/metrics', { config: { access: ['read'] } }, async (_request, reply) => {
    const text = await metrics.text();
    return reply.header('content-type', metrics.contentType).header('cache-control', 'no-store').send(text);
  });
}
