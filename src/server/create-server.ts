import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LogController, fastify } from 'fastify';
import type { Logger } from 'pino';
import { ThetaError } from '../domain/errors.js';
import type { Tracer } from '../domain/tracer.js';
import { ApiContext } from '../resolvers/context.js';
import type { ApiServices } from '../resolvers/services.js';
import { authenticateRequests } from './auth/authenticate-requests.js';
import { credentialsOf } from './auth/credentials.js';
import { createGate } from './auth/gate.js';
import { expectSafeAddress } from './auth/listen.js';
import { principalOf } from './auth/principal-of.js';
import type { ServerRoute } from './auth/route-access.js';
import { listRoutes } from './auth/route-access.js';
import type { ServerSecurity } from './auth/security.js';
import { sessionRoutes, standingRoute } from './auth/session-routes.js';
import { clientAddress } from './http/client-address.js';
import { allowOrigins } from './http/cors.js';
import { handleHttpErrors, refuse } from './errors/http-errors.js';
import { createGraphql } from './graphql.js';
import { openAiRoutes } from './openai/routes.js';
import { evaluationFiles } from './http/evaluation-files.js';
import { whenGone } from './http/gone.js';
import { deadline } from './http/deadline.js';
import { healthRoutes } from './http/health.js';
import type { MetricsText } from './http/metrics.js';
import { metricsRoute } from './http/metrics.js';
import { isLocalHost, ownHosts, refuseForeignHosts } from './http/own-host.js';
import { logRequests, observeRequests, requestIds } from './http/request-log.js';
import { staticFiles } from './http/static-files.js';
import { traceRequests, tracedObserver } from './http/trace-requests.js';
import type { VersionText } from './http/version.js';
import { versionRoute } from './http/version.js';
import type { ServerObserver } from './observer.js';
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
  /** Counts what the server does; nobody by default. */
  readonly observer?: ServerObserver | undefined;
  /** Served at /metrics; nothing by default. */
  readonly metrics?: MetricsText | undefined;
  /** Served at /version; nothing by default. */
  readonly build?: VersionText | undefined;
  /** Spans of requests and operations; none by default. */
  readonly tracer?: Tracer | undefined;
  readonly subscriptionLimits?: SubscriptionLimits | undefined;
  /** Nobody is asked who he is where it is absent. */
  readonly security?: ServerSecurity | undefined;
}

export interface ApiServer {
  /** Starts to listen and returns the address, for example http://127.0.0.1:4400. Throws CONFIG_INVALID for a used port. */
  listen(): Promise<string>;
  /** The address, or null when not listening. */
  address(): string | null;
  /** Every path, with who may ask it: undefined where it does not say, and only an admin may. */
  routes(): readonly ServerRoute[];
  /** Is not ready from now on, and asks clients to leave their connections; goes on answering. */
  drain(): void;
  /** Refuses new requests, ends subscriptions, lets running requests end (10 s at most), and closes. */
  close(): Promise<void>;
}

/** Time for a client to send a request; a slow one does not hold a connection for ever. */
const REQUEST_TIMEOUT_MS = 60_000;

/** The HTTP server over the use cases. Throws CONFIG_INVALID for an address that others reach where nobody is asked who he is. */
export async function createServer(deps: ServerDeps): Promise<ApiServer> {
  const { settings, logger, security, observer, tracer } = deps;
  const authenticator = security?.authenticator ?? null;
  expectSafeAddress(settings.host, authenticator !== null);
  const isOwnHost = authenticator ? ownHosts(security?.publicUrls ?? []) : isLocalHost;
  const ownOrigins = new Set(security?.publicUrls);
  const trusted = [...(security?.trustedProxies ?? [])];
  const newRequestId = requestIds();
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    // Lines bear the request id themselves; a child logger per request would cost more than the line.
    childLoggerFactory: (own) => own,
    genReqId: newRequestId,
    bodyLimit: settings.maxRequestBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    ...(trusted.length > 0 && { trustProxy: trusted }),
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance;
  app.removeContentTypeParser('text/plain');
  const routes = listRoutes(app);
  if (tracer) traceRequests(app, tracer);
  logRequests(app, logger);
  if (observer) observeRequests(app, observer);
  refuseForeignHosts(app, isOwnHost);
  handleHttpErrors(app);
  await allowOrigins(app, security?.corsOrigins ?? []);
  const gate =
    security && (authenticator || security.addressRequestsPerMinute > 0) ? createGate(authenticator, security) : null;
  if (gate) await authenticateRequests(app, gate, ownOrigins);
  standingRoute(app, gate, security ?? { authenticator, sessions: null }, ownOrigins);
  if (gate && security?.sessions) sessionRoutes(app, { ...security, sessions: security.sessions, gate, ownOrigins });
  let draining = false;
  healthRoutes(app, { routing: deps.routing, gateway: deps.gateway, stopping: () => draining });
  if (deps.build) versionRoute(app, deps.build);
  if (deps.metrics) metricsRoute(app, deps.metrics);
  const hasPages = await staticFiles(app, deps.webFolder);
  evaluationFiles(app, deps.evaluations, { list: !hasPages });
  openAiRoutes(app, deps.gateway, logger);
  const limits = {
    operations: deps.limits ?? OPERATION_LIMITS,
    subscriptions: deps.subscriptionLimits ?? SUBSCRIPTION_LIMITS,
    introspection: security?.introspection ?? true,
  };
  const { apollo, direct, subscriptions } = createGraphql(
    app,
    logger,
    limits,
    tracer ? tracedObserver(tracer, observer) : observer,
  );
  await apollo.start();
  const transport: TransportDeps = {
    ...subscriptions,
    limits: limits.subscriptions,
    logger,
    newContext: ({ principal, credentials }, requestId = newRequestId()) =>
      new ApiContext(
        deps,
        requestId,
        undefined,
        principal,
        async () => !credentials || !gate || gate.isWelcome(credentials),
      ),
    isOwnHost,
    origins: new Set([...ownOrigins, ...(security?.corsOrigins ?? [])]),
    door: gate && {
      gate,
      credentialsOf: (headers) => credentialsOf(headers, ownOrigins),
      addressOf: clientAddress(trusted),
    },
  };
  webSockets(app, transport);
  eventStreams(app, transport);
  const timeoutMs = security?.requestTimeoutMs ?? 0;
  const newContext = (request: FastifyRequest, reply: FastifyReply) =>
    new ApiContext(
      deps,
      request.id,
      timeoutMs > 0 ? deadline(reply, timeoutMs) : whenGone(reply),
      principalOf(request),
    );
  const viaApollo = fastifyApolloHandler(apollo, {
    context: (request, reply) => Promise.resolve(newContext(request, reply)),
  });
  const answerGraphql = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const answer = await direct(request, () => newContext(request, reply));
    if (!answer) {
      const body = await viaApollo.call(app, request, reply);
      return reply.sent ? reply : body;
    }
    // What took too long has been answered already.
    if (reply.sent) return reply;
    return reply.code(answer.status).header('content-type', 'application/json; charset=utf-8').send(answer.body);
  };
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    config: { access: 'known' },
    onRequest(request, reply, done) {
      // A person who opens the address in a browser wants the page.
      const browser = request.method === 'GET' && request.headers.accept?.includes('text/html') === true;
      if (browser && hasPages && !request.url.includes('?')) return void reply.redirect('/graphiql');
      if (request.method === 'GET' || request.method === 'POST') return done();
      refuse(reply.header('allow', 'GET, POST'), 405, 'BAD_REQUEST', `/graphql does not take ${request.method}.`);
    },
    handler: tracer
      ? (request, reply) => tracer.span('graphql', {}, () => answerGraphql(request, reply))
      : (request, reply) => answerGraphql(request, reply),
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
    routes,
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
