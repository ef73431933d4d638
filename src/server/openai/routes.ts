import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { TooMany } from '../../access/limits/too-many.js';
import { GatewayError, toGatewayError } from '../../gateway/gateway-error.js';
import type { ChatReply, GatewayService } from '../../gateway/types.js';
import { principalOf } from '../auth/principal-of.js';
import { whenGone } from '../http/gone.js';

/** The gateway as OpenAI's clients speak to it; every error below /v1 has OpenAI's shape. */
export function openAiRoutes(app: FastifyInstance, gateway: GatewayService, logger: Logger): void {
  void app.register(
    async (v1) => {
      const config = { access: ['route'] } as const;
      v1.setErrorHandler<FastifyError>((error, request, reply) => sendError(request, reply, httpError(error), logger));
      v1.setNotFoundHandler((request, reply) => sendError(request, reply, unknownUrl(request), logger));
      v1.post('/chat/completions', { config }, async (request, reply) => {
        const signal = goneSignal(reply);
        const { body, headers } = request;
        return send(reply, await gateway.chat({ body, headers, principal: principalOf(request), signal }));
      });
      v1.post('/embeddings', { config }, (request, reply) =>
        gateway.embeddings(request.body, principalOf(request), goneSignal(reply)),
      );
      v1.get('/models', { config }, (request) => ({ object: 'list', data: gateway.models(principalOf(request)) }));
      // Names of pools and LLMs may hold slashes.
      v1.get<{ Params: { '*': string } }>('/models/*', { config }, (request) =>
        gateway.model(request.params['*'], principalOf(request)),
      );
    },
    { prefix: '/v1' },
  );
}

function send(reply: FastifyReply, answer: ChatReply): FastifyReply {
  void reply.headers(answer.headers);
  switch (answer.kind) {
    case 'decision':
      return reply.send(answer.body);
    case 'answer':
      return reply.code(answer.status).header('content-type', answer.contentType).send(answer.body);
    case 'stream':
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-cache, no-transform')
        .header('x-accel-buffering', 'no')
        .send(Readable.from(answer.events, { objectMode: false }));
  }
}

/** Fires when the client has gone before its answer was written. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  whenGone(reply)(() => controller.abort());
  return controller.signal;
}

function sendError(request: FastifyRequest, reply: FastifyReply, error: GatewayError, logger: Logger): FastifyReply {
  if (error.status === 500) logger.error({ requestId: request.id, err: error.details.cause ?? error }, 'fault');
  const { cause, headers = {} } = error.details;
  if (cause instanceof TooMany) void reply.header('retry-after', cause.retryAfterSeconds);
  if (error.status === 401) void reply.header('www-authenticate', 'Bearer realm="ThetaRouter"');
  return reply.code(error.status).headers(headers).send(error.toJSON());
}

/** Of the HTTP layer, such as a body that is no JSON, or of the gateway. */
function httpError(error: FastifyError): GatewayError {
  const { statusCode = 500, code } = error;
  if (!String(code).startsWith('FST_') || statusCode >= 500) return toGatewayError(error);
  const name = statusCode === 413 ? 'request_too_large' : 'invalid_request';
  return new GatewayError(statusCode, 'invalid_request_error', name, error.message);
}

const unknownUrl = (request: FastifyRequest): GatewayError =>
  new GatewayError(
    404,
    'invalid_request_error',
    'unknown_url',
    `Unknown request URL: ${request.method} ${request.url.split('?', 1)[0]}. docs/gateway.md lists what is answered.`,
  );
