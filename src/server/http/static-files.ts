import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * The pages talk to this origin only. Styles may be inline, because GraphiQL's editor and its menus set them; scripts
 * may not.
 */
const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Serves the built dashboard at / and GraphiQL at /graphiql; nothing when it was not built. */
export async function staticFiles(app: FastifyInstance, webFolder: string | undefined): Promise<boolean> {
  if (webFolder === undefined || !existsSync(join(webFolder, 'index.html'))) return false;
  await app.register(async (pages) => {
    pages.addHook('onSend', async (_request, reply) => {
      reply.headers(SECURITY_HEADERS);
    });
    // File names under assets/ carry a hash of their content; pages do not.
    await pages.register(fastifyStatic, {
      root: webFolder,
      extensions: ['html'],
      cacheControl: false,
      setHeaders: (reply, path) =>
        void reply.setHeader(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    });
  });
  return true;
}
