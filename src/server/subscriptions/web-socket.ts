import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import type { ExecutionResult } from 'graphql';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { toThetaError } from '../../domain/errors.js';
import { formatted, formattedResult } from './formatted-result.js';
import { keepAlive } from './keep-alive.js';
import { refused } from './read-subscription.js';
import type { Subscriber, TransportDeps } from './transport.js';
import type { UpgradeRefusal } from './upgrade.js';
import { answerAsItIs, refuseUpgrade, upgradeRefusal, wantsWebSocket } from './upgrade.js';
import type { SocketExtra } from './web-socket-entry.js';
import { onConnect, entryByHeaders } from './web-socket-entry.js';

/** Subscriptions over WebSocket at /graphql, by the protocol graphql-transport-ws. */
export function webSockets(app: FastifyInstance, deps: TransportDeps): void {
  const { limits, logger, door } = deps;
  const protocol = protocolServer(deps);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessageBytes,
    handleProtocols,
  });
  let closing = false;
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!wantsWebSocket(request)) return answerAsItIs(app.server, request, socket, head);
    const full = closing || sockets.clients.size >= limits.maxSockets;
    const refusal = upgradeRefusal(request, deps) ?? (full ? NO_ROOM : null);
    if (refusal) return turnAway(socket, refusal);
    // Never rejects.
    void entryByHeaders(request, door).then((entry) => {
      if ('refusal' in entry) return turnAway(socket, entry.refusal);
      sockets.handleUpgrade(request, socket, head, (open) => attend(open, request, entry.subscriber));
    });
  });
  const turnAway = (socket: Duplex, refusal: UpgradeRefusal): void => {
    logger.info({ status: refusal[0] }, 'a WebSocket was refused');
    refuseUpgrade(socket, refusal);
  };
  const attend = (socket: WebSocket, request: IncomingMessage, subscriber: Subscriber | null): void => {
    // ws closes the socket by itself, with the code that fits: a message that is too large, a broken frame.
    socket.on('error', (err) => logger.info({ err }, 'a WebSocket was broken off'));
    const stopPings = keepAlive(socket, limits.pingMs);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        // Resolves when the message is on its way: until then no further event is taken.
        send: (text) => new Promise((resolve) => socket.send(text, () => resolve())),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (read) =>
          socket.on('message', (data: Buffer) => {
            read(String(data)).catch((err: unknown) => {
              logger.error({ err }, 'fault');
              socket.close(CloseCode.InternalServerError, 'Internal server error');
            });
          }),
      },
      { request, subscriber, close: (code, reason) => socket.close(code, reason) },
    );
    socket.once('close', (code, reason) => {
      stopPings();
      void closed(code, String(reason));
    });
  };
  app.addHook('preClose', (done) => {
    closing = true;
    // Streams are not completed: a client that reads "going away" knows that its job may go on, and comes back.
    for (const socket of sockets.clients) socket.close(1001, 'The server stops');
    // One that does not answer must not hold up the rest.
    setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), limits.closeMs).unref();
    done();
  });
}

const NO_ROOM = [503, 'OVERLOADED', 'No more WebSockets are taken.', 'Close those that are not needed.'] as const;

const protocolServer = ({ limits, read, subscribe, newContext, door }: TransportDeps) =>
  makeServer<Record<string, unknown>, SocketExtra>({
    connectionInitWaitTimeout: limits.initMs,
    onConnect: onConnect(door),
    onSubscribe: async ({ subscriptions, extra: { subscriber } }, _id, request) => {
      if (!subscriber) return [refused('UNAUTHENTICATED', 'The WebSocket says not whom it comes from.')];
      const count = Object.keys(subscriptions).length;
      if (count > limits.maxStreamsPerSocket) {
        const message = `A WebSocket carries at most ${limits.maxStreamsPerSocket} subscriptions at once.`;
        return [refused('OVERLOADED', message, 'Complete those that are not needed, or open another.')];
      }
      try {
        await door?.gate.count(subscriber.principal);
      } catch (thrown) {
        const { code, message, hint } = toThetaError(thrown);
        return [refused(code, message, hint)];
      }
      const asked = read(request);
      return 'schema' in asked ? { ...asked, contextValue: newContext(subscriber) } : asked;
    },
    subscribe,
    onNext: (_context, _id, _request, _args, result) => formattedResult(result as ExecutionResult),
    onError: (_context, _id, _request, errors) => errors.map(formatted),
  });
