import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ServerObserver } from '../observer.js';

/** Request ids: unique over restarts, and cheap, because every request gets one. */
export function requestIds(): () => string {
  const prefix = randomBytes(6).toString('base64url');
  let count = 0;
  return () => `${prefix}-${(++count).toString(36)}`;
}

/** Tells `observer` of every answer. */
export function observeRequests(app: FastifyInstance, observer: ServerObserver): void {
  app.addHook('onResponse', (request, reply, done) => {
    observer.answered(request.method, request.routeOptions.url, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}

/**
 * One line per answered request, at debug, at info from status 400; with path, never with the search part or the body:
 * query texts stay out of the log. Every answer names its id.
 */
export function logRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const level = reply.statusCode >= 400 ? 'info' : 'debug';
    if (logger.isLevelEnabled(level)) {
      const { id, method, routeOptions } = request;
      const durationMs = Math.round(reply.elapsedTime * 1000) / 1000;
      logger[level](
        { requestId: id, method, route: routeOptions.url, status: reply.statusCode, durationMs },
        'answered',
      );
    }
    done();
  });
}
