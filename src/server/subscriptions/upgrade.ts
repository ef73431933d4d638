import type { IncomingMessage, Server } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorCode } from '../../domain/errors.js';
import { codedError } from '../errors/coded-error.js';
import { FOREIGN_HOST } from '../http/own-host.js';
import { FOREIGN_ORIGIN, isOwnOrigin } from '../http/own-origin.js';
import type { TransportDeps } from './transport.js';

/** Why a request does not become a WebSocket: status, code, message, hint. */
export type UpgradeRefusal = readonly [status: number, code: ErrorCode, message: string, hint: string];

/** Fastify's hooks do not see requests to upgrade, so what they check is checked here again. */
export function upgradeRefusal(
  { url = '', headers }: IncomingMessage,
  { isOwnHost, origins }: Pick<TransportDeps, 'isOwnHost' | 'origins'>,
): UpgradeRefusal | null {
  if (headers.host !== undefined && !isOwnHost(headers.host)) return [421, 'BAD_REQUEST', ...FOREIGN_HOST];
  if (url.split('?', 1)[0] !== '/graphql') {
    return [404, 'BAD_REQUEST', 'Nothing is upgraded at this path.', 'WebSockets are opened at /graphql.'];
  }
  return isOwnOrigin(headers, origins) ? null : [403, 'BAD_REQUEST', ...FOREIGN_ORIGIN];
}

/** Whether a request wants a WebSocket, and not, for example, HTTP/2 as the clients of Java and .NET do. */
export const wantsWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/**
 * Gives a request back to the server, to be answered as if it had not offered another protocol, which a server is free not
 * to take. Node.js hands over every upgrade as soon as anybody listens to one, with the body unread, so the request is put
 * before it once more.
 */
export function answerAsItIs(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  request.rawHeaders.forEach((name, i, { [i + 1]: value }) => {
    if (i % 2 === 0 && !OF_THE_UPGRADE.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  });
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}

const OF_THE_UPGRADE = new Set(['connection', 'upgrade', 'http2-settings']);

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
