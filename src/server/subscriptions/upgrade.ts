import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorCode } from '../../domain/errors.js';
import { codedError } from '../errors/coded-error.js';
import { FOREIGN_HOST, isOwnHost } from '../http/loopback.js';
import { FOREIGN_ORIGIN, isOwnOrigin } from '../http/own-origin.js';

/** Why a request does not become a WebSocket: status, code, message, hint. */
export type UpgradeRefusal = readonly [status: number, code: ErrorCode, message: string, hint: string];

/** Fastify's hooks do not see requests to upgrade, so what they check is checked here again. */
export function upgradeRefusal({ url = '', headers }: IncomingMessage): UpgradeRefusal | null {
  if (headers.host !== undefined && !isOwnHost(headers.host)) return [421, 'BAD_REQUEST', ...FOREIGN_HOST];
  if (url.split('?', 1)[0] !== '/graphql') {
    return [404, 'BAD_REQUEST', 'Nothing is upgraded at this path.', 'WebSockets are opened at /graphql.'];
  }
  return isOwnOrigin(headers) ? null : [403, 'BAD_REQUEST', ...FOREIGN_ORIGIN];
}

/** Answers in place of the WebSocket, in the shape of every other refusal, and closes. */
export function refuseUpgrade(socket: Duplex, [status, code, message, hint]: UpgradeRefusal): void {
  const body = JSON.stringify({ errors: [codedError(code, message, { hint })] });
  // The client may have gone already.
  socket.on('error', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'connection: close',
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
