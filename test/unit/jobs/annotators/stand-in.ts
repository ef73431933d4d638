import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stand-in does with one request: answers with a text, a status, or not at all. */
export type Reply =
  | { readonly content: string }
  | { readonly status: number; readonly headers?: Record<string, string> }
  | { readonly body: string }
  | 'silence'
  | 'hang up';

export interface Asked {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: { model: string; temperature: number; messages: { role: string; content: string }[] };
}

export interface StandIn extends AsyncDisposable {
  readonly url: string;
  readonly asked: Asked[];
  /** Most requests that were open at the same time. */
  readonly widest: () => number;
}

/** An OpenAI-compatible server on a free port; `reply` says what to do with request number n, from 0. */
export async function standIn(reply: (n: number, asked: Asked) => Reply | Promise<Reply>): Promise<StandIn> {
  const asked: Asked[] = [];
  let open = 0;
  let widest = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Asked['body'];
      const one = { url: request.url, headers: request.headers, body };
      widest = Math.max(widest, ++open);
      void Promise.resolve(reply(asked.push(one) - 1, one)).then((what) => {
        open--;
        if (what === 'silence') return;
        if (what === 'hang up') return request.socket.destroy();
        if ('status' in what) return response.writeHead(what.status, what.headers).end('{}');
        response.setHeader('content-type', 'application/json');
        response.end(
          'body' in what ? what.body : JSON.stringify({ choices: [{ message: { content: what.content } }] }),
        );
      });
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    widest: () => widest,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
