import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Paths of the dashboard's pages beside /; `/*` stands for anything below. The same document serves all of them. */
export const PAGE_PATHS = [
  '/llms',
  '/llms/*',
  '/queries',
  '/traffic',
  '/traffic/*',
  '/what-if',
  '/training',
  '/training/*',
  '/evaluations',
  '/evaluations/*',
] as const;

/** The pages talk to this origin only, and hold neither inline scripts nor inline styles. */
const policy = (style: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${style}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const STRICT = policy("'self'");
/** GraphiQL's editor and its menus write style elements. */
const WITH_INLINE_STYLES = policy("'self' 'unsafe-inline'");

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Serves the built dashboard at / and {@link PAGE_PATHS}, GraphiQL at /graphiql; nothing when it was not built. */
export async function staticFiles(app: FastifyInstance, webFolder: string | undefined): Promise<boolean> {
  if (webFolder === undefined || !existsSync(join(webFolder, 'index.html'))) return false;
  await app.register(async (pages) => {
    pages.addHook('onSend', async (request, reply) => {
      const isGraphiql = request.url.startsWith('/graphiql');
      reply.headers({ ...SECURITY_HEADERS, 'content-security-policy': isGraphiql ? WITH_INLINE_STYLES : STRICT });
    });
    // The pages hold nothing of what is stored: they ask for it, and sign in for it.
    pages.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'open' };
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
    const page = (_request: unknown, reply: FastifyReply): FastifyReply => reply.sendFile('index.html');
    for (const path of PAGE_PATHS) pages.get(path, page);
  });
  return true;
}
