import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmbedderHost, EmbedderSettings } from '../../../../src/tensor/embedders/host.js';
import { embedderHost } from '../../../../src/tensor/embedders/host.js';
import type { HttpSpec } from '../../../../src/tensor/embedders/spec.js';

export interface EmbeddingsRequest {
  readonly model: string;
  readonly input: readonly string[];
  readonly encoding_format: string;
  readonly dimensions?: number;
}

export interface Asked {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: EmbeddingsRequest;
}

/** What the stand-in does with one request: embeds it, answers with what is given, or not at all. */
export type Reply =
  | 'embed'
  | 'silence'
  | 'hang up'
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown };

export interface Service extends AsyncDisposable {
  readonly url: string;
  readonly asked: Asked[];
  /** Most requests that were open at the same time. */
  readonly widest: () => number;
}

export const DIMS = 4;

/** A vector of a text's characters, far from length 1; texts that differ get others. */
export function vectorOf(text: string, dims = DIMS): number[] {
  const vector = new Array<number>(dims).fill(0.5);
  for (let i = 0; i < text.length; i++) {
    vector[i % dims] = (vector[i % dims] as number) * 0.9 + (text.charCodeAt(i) % 97) / 10;
  }
  return vector;
}

/** The answer of an OpenAI-compatible service: one vector per input, one token per character. */
export const answerTo = ({ input, dimensions }: EmbeddingsRequest) => ({
  object: 'list',
  data: input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text, dimensions) })),
  usage: { prompt_tokens: input.join('').length, total_tokens: input.join('').length },
});

/** An OpenAI-compatible service on a free port; `reply` says what to do with request number n, from 0. */
export async function standInService(
  reply: (n: number, asked: Asked) => Reply | Promise<Reply> = () => 'embed',
): Promise<Service> {
  const asked: Asked[] = [];
  let open = 0;
  let widest = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as EmbeddingsRequest;
      const one = { url: request.url, headers: request.headers, body };
      widest = Math.max(widest, ++open);
      void Promise.resolve(reply(asked.push(one) - 1, one)).then((what) => {
        open--;
        if (what === 'silence') return;
        if (what === 'hang up') return request.socket.destroy();
        send(response, what === 'embed' ? { body: answerTo(body) } : what);
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

function send(response: ServerResponse, { status = 200, headers, body }: Exclude<Reply, string>): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export const httpSpec = (url: string, change: Partial<HttpSpec> = {}): HttpSpec => ({
  kind: 'http',
  url,
  model: 'test-embedding',
  dims: null,
  maxTokens: 512,
  costPerMillionTokens: 0.02,
  batchTexts: 32,
  batchTokens: 8192,
  ...change,
});

/** A host whose clock moves by what is slept only, and is noted. */
export function serviceHost(change: Partial<EmbedderSettings> = {}) {
  const waited: number[] = [];
  const lines: string[] = [];
  let now = Date.UTC(2026, 0, 1);
  const host: EmbedderHost = {
    ...embedderHost(
      {
        modelsFolder: '/nowhere',
        hubUrl: 'http://127.0.0.1:1',
        hubToken: null,
        device: 'auto',
        threads: 1,
        timeoutMs: 5000,
        urls: {},
        keys: {},
        ...change,
      },
      { log: (line) => lines.push(line), onProgress: () => {}, uniform: () => 0.5 },
    ),
    sleep: async (ms) => {
      waited.push(ms);
      now += ms;
    },
    clock: { now: () => now, monotonic: () => now },
  };
  return { host, waited, lines };
}
