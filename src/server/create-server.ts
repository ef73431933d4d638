import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { LogController, fastify } from 'fastify';
import type { Logger } from 'pino';
import { ThetaError } from '../domain/errors.js';
import { ApiContext } from '../resolvers/context.js';
import type { ApiServices } from '../resolvers/services.js';
import { principalOf } from './auth/principal-of.js';
import { handleHttpErrors, refuse } from './errors/http-errors.js';
import { createGraphql } from './graphql.js';
import { evaluationFiles } from './http/evaluation-files.js';
import { whenGone } from './http/gone.js';
import { healthRoutes } from './http/health.js';
import { expectLoopback, refuseForeignHosts } from './http/loopback.js';
import { logRequests, requestIds } from './http/request-log.js';
import { staticFiles } from './http/static-files.js';
import type { OperationLimits, ServerSettings, SubscriptionLimits } from './settings.js';
import { OPERATION_LIMITS, SUBSCRIPTION_LIMITS } from './settings.js';
import { eventStreams } from './subscriptions/event-stream.js';
import type { TransportDeps } from './subscriptions/transport.js';
import { webSockets } from './subscriptions/web-socket.js';

export interface ServerDeps extends ApiServices {
  readonly settings: ServerSettings;
  readonly logger: Logger;
  /** Folder of the built dashboard; the API serves without it. */
  readonly webFolder?: string | undefined;
  readonly limits?: OperationLimits | undefined;
  readonly subscriptionLimits?: SubscriptionLimits | undefined;
}

export interface ApiServer {
  /** Starts to listen and returns the address, for example http://127.0.0.1:4400. Throws CONFIG_INVALID for a used port. */
  listen(): Promise<string>;
  /** The address, or null when not listening. */
  address(): string | null;
  /** Is not ready from now on, and asks clients to leave their connections; goes on answering. */
  drain(): void;
  /** Refuses new requests, ends subscriptions, lets running requests end (10 s at most), and closes. */
  close(): Promise<void>;
}

/** Time for a client to send a request; a slow one does not hold a connection for ever. */
const REQUEST_TIMEOUT_MS = 60_000;

/** The HTTP server over the use cases. Throws CONFIG_INVALID for an address that is not loopback. */
export async function createServer(deps: ServerDeps): Promise<ApiServer> {
  const { settings, logger } = deps;
  expectLoopback(settings.host);
  const newRequestId = requestIds();
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    // Lines bear the request id themselves; a child logger per request would cost more than the line.
    childLoggerFactory: (own) => own,
    genReqId: newRequestId,
    bodyLimit: settings.maxRequestBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance;
  app.removeContentTypeParser('text/plain');
  logRequests(app, logger);
  refuseForeignHosts(app);
  handleHttpErrors(app);
  let draining = false;
  healthRoutes(app, deps.routing, () => draining);
  const hasPages = await staticFiles(app, deps.webFolder);
  evaluationFiles(app, deps.evaluations, { list: !hasPages });
  const limits = {
    operations: deps.limits ?? OPERATION_LIMITS,
    subscriptions: deps.subscriptionLimits ?? SUBSCRIPTION_LIMITS,
  };
  const { apollo, direct, subscriptions } = createGraphql(app, logger, limits);
  await apollo.start();
  const transport: TransportDeps = {
    ...subscriptions,
    limits: limits.subscriptions,
    logger,
    newContext: (requestId = newRequestId()) => new ApiContext(deps, requestId),
  };
  webSockets(app, transport);
  eventStreams(app, transport);
  const viaApollo = fastifyApolloHandler(apollo, {
    context: (request, reply) =>
      Promise.resolve(new ApiContext(deps, request.id, whenGone(reply), principalOf(request))),
  });
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    onRequest(request, reply, done) {
      // A person who opens the address in a browser wants the page.
      const browser = request.method === 'GET' && request.headers.accept?.includes('text/html') === true;
      if (browser && hasPages && !request.url.includes('?')) return void reply.redirect('/graphiql');
      if (request.method === 'GET' || request.method === 'POST') return done();
      refuse(reply.header('allow', 'GET, POST'), 405, 'BAD_REQUEST', `/graphql does not take ${request.method}.`);
    },
    async handler(request, reply) {
      const answer = await direct(
        request,
        () => new ApiContext(deps, request.id, whenGone(reply), principalOf(request)),
      );
      if (!answer) return viaApollo.call(app, request, reply);
      return reply.code(answer.status).header('content-type', 'application/json; charset=utf-8').send(answer.body);
    },
  });
  let address: string | null = null;
  return {
    async listen() {
      try {
        address = await app.listen({ host: settings.host, port: settings.port });
      } catch (thrown) {
        throw listenError(thrown, settings);
      }
      logger.info({ address }, `listening on ${address}`);
      return address;
    },
    address: () => address,
    drain() {
      if (draining) return;
      draining = true;
      // Listened to only now, so that it costs nothing before.
      app.server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
    },
    async close() {
      address = null;
      await apollo.stop();
    },
  };
}

function listenError(thrown: unknown, { host, port }: ServerSettings): unknown {
  const code = (thrown as NodeJS.ErrnoException).code;
  if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') return thrown;
  const why = { EADDRINUSE: 'is in use', EACCES: 'needs more rights', EADDRNOTAVAIL: 'is not of this machine' }[code];
  return new ThetaError('CONFIG_INVALID', `PORT=${port}: ${host}:${port} ${why}.`, {
    hint: 'Set PORT to another port, or to 0 for any free one.',
    cause: thrown,
  });
}
