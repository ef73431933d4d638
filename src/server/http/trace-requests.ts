import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OpenSpan, Tracer } from '../../domain/tracer.js';
import type { ServerObserver } from '../observer.js';

/**
 * A span for every request, on the trace that its traceparent header names; everything that answers it runs inside. Names and
 * attributes hold the pattern of the route, never the address that was asked for.
 */
export function traceRequests(app: FastifyInstance, tracer: Tracer): void {
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, id, headers } = request;
    const span = tracer.begin(method, { 'http.request.method': method, 'theta.request_id': id }, headers);
    spans.set(request, span);
    span.run(done);
  });
  // Reading a body comes back outside of the span: its events belong to the connection.
  app.addHook('preValidation', (request, _reply, done) => {
    const span = spans.get(request);
    if (span) span.run(done);
    else done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    const route = request.routeOptions.url ?? '(none)';
    span?.rename(`${request.method} ${route}`);
    span?.set({ 'http.route': route, 'http.response.status_code': reply.statusCode });
    span?.end(reply.statusCode >= 500 ? String(reply.statusCode) : undefined);
    done();
  });
}

/** Names the span of an operation when it has been executed. */
export const tracedObserver = (tracer: Tracer, observer: ServerObserver | undefined): ServerObserver => ({
  answered: (...args) => observer?.answered(...args),
  subscribed: (change) => observer?.subscribed(change),
  executed(type, name, seconds, codes) {
    const described = { 'graphql.operation.type': type, ...(name !== null && { 'graphql.operation.name': name }) };
    const failed = codes.length > 0 ? { 'error.type': codes[0] as string, 'theta.errors': codes.length } : {};
    tracer.note({ ...described, ...failed }, name === null ? `graphql ${type}` : `graphql ${type} ${name}`);
    observer?.executed(type, name, seconds, codes);
  },
});
