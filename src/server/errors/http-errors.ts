import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TooMany } from '../../access/limits/too-many.js';
import type { ErrorCode } from '../../domain/errors.js';
import { ThetaError } from '../../domain/errors.js';
import { codedError, maskedFault } from './coded-error.js';
import { httpStatusOf } from './status.js';

/** Errors of the HTTP layer in the shape that GraphQL clients read: { errors: [{ message, extensions }] }. */
export function handleHttpErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | ThetaError>((thrown, request, reply) => {
    if (thrown instanceof ThetaError && thrown.kind !== 'fault') return refuseWith(reply, thrown);
    const error = thrown as FastifyError;
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      request.log.error({ requestId: request.id, err: error }, 'fault');
      return reply.code(status).send({ errors: [maskedFault(request.id)] });
    }
    const code = status === 413 ? 'REQUEST_TOO_LARGE' : 'BAD_REQUEST';
    return refuse(reply, status, code, error.message, HINTS[error.code]);
  });
  app.setNotFoundHandler((request, reply) =>
    refuse(
      reply,
      404,
      'BAD_REQUEST',
      `Nothing answers ${request.method} ${pathOf(request)}.`,
      'The API is at /graphql.',
    ),
  );
}

/** Answers with one coded error and does not throw. */
export const refuse = (
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  message: string,
  hint?: string,
): FastifyReply => reply.code(status).send({ errors: [codedError(code, message, { hint })] });

/** Answers with an error of ours, and says where a client has to look for more. */
export function refuseWith(reply: FastifyReply, error: ThetaError): FastifyReply {
  if (error.code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer realm="ThetaRouter"');
  if (error instanceof TooMany) void reply.header('retry-after', error.retryAfterSeconds);
  return refuse(reply, httpStatusOf(error.code), error.code, error.message, error.hint);
}

const HINTS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send JSON with the header content-type: application/json.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'Send a JSON object: { "query": "…", "variables": { … } }.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'Send a JSON object: { "query": "…", "variables": { … } }.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'Send fewer inputs at once, or raise THETA_MAX_REQUEST_BYTES.',
};

/** Without the search part, which may hold query text. */
const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] as string;
