import type { FastifyInstance, FastifyReply } from 'fastify';
import { toThetaError } from '../../domain/errors.js';
import type { EvaluationFile, FileKind } from '../../jobs/evaluation-files.js';
import { FILE_KINDS } from '../../jobs/evaluation-files.js';
import type { EvaluationService } from '../../jobs/evaluation-service.js';
import { refuse } from '../errors/http-errors.js';

const HINT = 'The query evaluations lists them.';

interface Options {
  /** Whether /evaluations is a page of links; the dashboard has a page of its own there. */
  readonly list: boolean;
}

/** GET /evaluations: a page of links. GET /evaluations/:id.html, .json and .csv: a stored report as page, document or table. */
export function evaluationFiles(app: FastifyInstance, evaluations: EvaluationService, { list }: Options): void {
  const config = { access: ['read'] } as const;
  if (list)
    app.get('/evaluations', { config }, async (_request, reply) => send(reply, await evaluations.list(), 'no-cache'));
  // What has no dot is left to the dashboard, whose page of a report has the id alone.
  app.get<{ Params: { file: string } }>('/evaluations/:file(.+\\.[^./]*)', { config }, async (request, reply) => {
    const [id, kind] = split(request.params.file);
    if (!isKind(kind)) {
      const message = `A report is served as ${FILE_KINDS.map((k) => `.${k}`).join(', ')}.`;
      return refuse(reply, 404, 'BAD_REQUEST', message, 'Ask for /evaluations/ID.html.');
    }
    try {
      const file = await evaluations.file(id, kind);
      if (!file) return refuse(reply, 404, 'UNKNOWN_EVALUATION', 'No evaluation of that id is stored.', HINT);
      // A report is never changed, and who may read it may change.
      return send(reply, file, 'private, max-age=3600');
    } catch (thrown) {
      const error = toThetaError(thrown);
      if (error.kind !== 'input') throw thrown;
      return refuse(reply, 409, error.code, error.message, error.hint);
    }
  });
}

const send = (reply: FastifyReply, file: EvaluationFile, cacheControl: string): FastifyReply =>
  reply
    .header('content-type', file.contentType)
    .header('content-security-policy', `${file.policy}; frame-ancestors 'none'`)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', cacheControl)
    .send(file.body);

function split(file: string): [id: string, kind: string] {
  const dot = file.lastIndexOf('.');
  return dot < 0 ? [file, ''] : [file.slice(0, dot), file.slice(dot + 1)];
}

const isKind = (kind: string): kind is FileKind => (FILE_KINDS as readonly string[]).includes(kind);
