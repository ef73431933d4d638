import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHandler } from 'graphql-sse';
import type { ExecutionResult } from 'graphql';
import { principalOf } from '../auth/principal-of.js';
import { refuse } from '../errors/http-errors.js';
import { FOREIGN_ORIGIN, isOwnOrigin } from '../http/own-origin.js';
import { formattedResult } from './formatted-result.js';
import type { TransportDeps } from './transport.js';

const MEDIA_TYPE = 'text/event-stream';
const HEADERS = {
  'content-type': `${MEDIA_TYPE}; charset=utf-8`,
  'cache-control': 'no-cache, no-transform',
  // nginx would hold events back to fill its buffer.
  'x-accel-buffering': 'no',
};

/** Where the messages of one stream stand. */
interface Pace {
  /** Resolves when the last message is on its way. */
  sent: Promise<void>;
}

/** Subscriptions as server-sent events at /graphql/stream, one a request (the distinct connections mode of graphql-sse). */
export function eventStreams(app: FastifyInstance, deps: TransportDeps): void {
  const { limits, origins } = deps;
  const answer = protocolHandler(deps);
  const open = new Set<ServerResponse>();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    exposeHeadRoute: false,
    config: { access: 'known' },
    bodyLimit: limits.maxMessageBytes,
    onRequest({ headers }, reply, done) {
      if (!isOwnOrigin(headers, origins)) return void refuse(reply, 403, 'BAD_REQUEST', ...FOREIGN_ORIGIN);
      if (headers.accept?.includes(MEDIA_TYPE) === true) return done();
      refuse(reply, 406, 'BAD_REQUEST', `Only ${MEDIA_TYPE} is sent here.`, `Send the header accept: ${MEDIA_TYPE}.`);
    },
    async handler(request, reply) {
      const pace: Pace = { sent: Promise.resolve() };
      const { method, url, headers, body } = request;
      const header = (name: string) => (name === 'accept' ? MEDIA_TYPE : String(headers[name] ?? ''));
      const [events, { status, statusText }] = await answer({
        method,
        url,
        headers: { get: header },
        body: body as Record<string, unknown> | null,
        raw: request,
        context: pace,
      });
      if (events === null || typeof events === 'string') {
        return refuse(reply, status, 'BAD_REQUEST', messageOf(events) ?? statusText, HINT);
      }
      reply.hijack();
      const { raw } = reply;
      open.add(raw);
      try {
        await send(events, raw.writeHead(200, { ...HEADERS, 'x-request-id': request.id }), pace, limits.stallMs);
      } finally {
        open.delete(raw);
      }
    },
  });
  // Cut off, not completed: a stream that ends without `complete` tells its client to come back.
  app.addHook('preClose', (done) => {
    for (const response of open) response.destroy();
    done();
  });
}

/** Writes each event when the one before is on its way. */
async function send(
  events: AsyncGenerator<string, void, undefined>,
  response: ServerResponse,
  pace: Pace,
  stallMs: number,
): Promise<void> {
  response.once('close', () => void events.return());
  if (response.closed) await events.return();
  // The library writes a comment every 12 s: the socket is idle so long only when its reader takes nothing.
  response.setTimeout(stallMs, () => response.destroy());
  for await (const event of events) {
    pace.sent = new Promise((resolve) => response.write(event, () => resolve()));
    await pace.sent;
    if (response.closed) return;
  }
  response.end();
}

const subscriberOf = (request: FastifyRequest, door: TransportDeps['door']) => ({
  principal: principalOf(request),
  credentials: door && door.credentialsOf(request.headers),
});

const protocolHandler = ({ read, subscribe, newContext, door }: TransportDeps) =>
  createHandler<FastifyRequest, Pace, never>({
    // No tokens: without them the library keeps no streams between requests.
    authenticate: () => null,
    onSubscribe: ({ raw }, request) => {
      const asked = read(request);
      if (!('schema' in asked)) return once({ errors: asked });
      return { ...asked, contextValue: newContext(subscriberOf(raw, door), raw.id) as never };
    },
    validate: () => [],
    subscribe,
    // The library queues what it is given, without bound; held back here, states wait where only the latest of each is kept.
    onNext: async (_context, { context: pace }, result) => {
      await pace.sent;
      return formattedResult(result as ExecutionResult) as ExecutionResult;
    },
  });

async function* once(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}

const HINT = 'Send the query parameter or the JSON field query, and variables as an object.';

function messageOf(body: string | null): string | undefined {
  if (body === null) return undefined;
  return (JSON.parse(body) as { readonly errors?: readonly { readonly message: string }[] }).errors?.[0]?.message;
}
