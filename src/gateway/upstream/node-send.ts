import type { IncomingMessage } from 'node:http';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Send, UpstreamRequest, UpstreamResponse } from './send.js';
import { NetworkTrouble } from './send.js';

/**
 * Over node:http with connections that are kept open. fetch would neither tell when a connection stands, so that a dead host could not be
 * told from a slow LLM, nor wait longer than five minutes for an answer.
 */
export function nodeSend(): Send & { close(): void } {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const send: Send = (request, signal) => post(request, agents, signal);
  return Object.assign(send, {
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  });
}

interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

const post = ({ url, headers, body, connectMs }: UpstreamRequest, agents: Agents, signal: AbortSignal) =>
  new Promise<UpstreamResponse>((resolve, reject) => {
    const secure = url.startsWith('https:');
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: secure ? agents.https : agents.http,
      headers: { ...headers, 'accept-encoding': 'identity', 'content-length': String(Buffer.byteLength(body)) },
      signal,
    });
    let connected = false;
    const timer = setTimeout(() => {
      const words = `no connection within ${connectMs} ms`;
      request.destroy(new NetworkTrouble('CONNECT_TIMEOUT', words));
    }, connectMs);
    const standing = () => {
      connected = true;
      clearTimeout(timer);
    };
    request.on('socket', (socket) => {
      if (!socket.connecting) standing();
      else socket.once(secure ? 'secureConnect' : 'connect', standing);
    });
    request.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(signal.aborted ? (signal.reason as Error) : trouble(error, connected));
    });
    request.once('response', (response) => {
      clearTimeout(timer);
      resolve({
        status: response.statusCode as number,
        headers: headersOf(response),
        body: bodyOf(response, signal),
      });
    });
    request.end(body);
  });

function trouble(error: NodeJS.ErrnoException, connected: boolean): Error {
  if (error instanceof NetworkTrouble) return error;
  const words = error.message || (error.code ?? 'unknown trouble');
  return new NetworkTrouble(connected ? 'CONNECTION_LOST' : 'CONNECT_FAILED', words, error);
}

function headersOf({ headers }: IncomingMessage): Headers {
  const out = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) out.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return out;
}

async function* bodyOf(response: IncomingMessage, signal: AbortSignal): AsyncIterable<Uint8Array> {
  try {
    yield* response as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw new NetworkTrouble('CONNECTION_LOST', (error as Error).message, error);
  }
}
