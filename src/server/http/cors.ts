import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { GATEWAY_HEADERS } from '../../gateway/headers.js';

/**
 * Lets pages of these origins ask with a key of their own. Never with cookies: those are for the dashboard, whose origin is
 * ours.
 */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  // The route of the library that answers preflights.
  app.addHook('onRoute', (route) => {
    if (route.method === 'OPTIONS' && route.url === '*') route.config = { ...route.config, access: 'open' };
  });
  await app.register(fastifyCors, {
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'x-apollo-operation-name', 'apollo-require-preflight'],
    exposedHeaders: ['x-request-id', 'retry-after', ...GATEWAY_HEADERS],
    credentials: false,
    maxAge: 600,
  });
}
