import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmbedderHost } from '../../../../src/tensor/embedders/host.js';
import { embedderHost } from '../../../../src/tensor/embedders/host.js';
import type { Progress } from '../../../../src/domain/run.js';

export interface HubRequest {
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

/** Answers a request itself and says so, or leaves it to the stand-in. */
export type Interference = (request: HubRequest, response: ServerResponse, n: number) => boolean | Promise<boolean>;

export interface StandInHub extends AsyncDisposable {
  readonly url: string;
  readonly asked: HubRequest[];
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * A hub on a free port that serves `files` of every repository by the rules of the real one: HEAD with x-linked-size and,
 * for *.onnx*, x-linked-etag; ranges; 404 for what it does not hold.
 */
export function standInHub(
  files: Readonly<Record<string, Uint8Array>>,
  interfere: Interference = () => false,
): Promise<StandInHub> {
  return listen(async (request, response, asked) => {
    const one = requestOf(request);
    if (await interfere(one, response, asked.push(one) - 1)) return;
    const body = files[one.path.replace(/^\/[^/]+\/[^/]+\/resolve\/[^/]+\//, '')];
    if (!body) return void response.writeHead(404).end();
    serve(body, one, response, one.path.includes('.onnx') ? sha256(body) : 'd3b07384d113edec49eaa6238ad5ff00c1e6a3fb');
  });
}

export function serve(body: Uint8Array, { method, range }: HubRequest, response: ServerResponse, etag: string): void {
  const linked = { 'x-linked-size': `${body.length}`, 'x-linked-etag': `"${etag}"` };
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  if (start > 0 && start >= body.length) return void response.writeHead(416).end();
  const part = body.subarray(start);
  const partial = start > 0 ? { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` } : {};
  response.writeHead(start > 0 ? 206 : 200, { 'content-length': part.length, ...linked, ...partial });
  response.end(method === 'HEAD' ? undefined : part);
}

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse, asked: HubRequest[]) => Promise<void>,
): Promise<StandInHub> {
  const asked: HubRequest[] = [];
  const server = createServer((request, response) => void answer(request, response, asked));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const requestOf = ({ method = '', url = '', headers }: IncomingMessage): HubRequest => ({
  method,
  path: url,
  range: headers.range,
  authorization: headers.authorization,
});

/** A host that downloads from `hubUrl` to `modelsFolder` and notes how long it would have waited. */
export function hubHost(hubUrl: string, modelsFolder: string, change: { token?: string; timeoutMs?: number } = {}) {
  const waited: number[] = [];
  const progress: Progress[] = [];
  const lines: string[] = [];
  const host: EmbedderHost = {
    ...embedderHost(
      {
        modelsFolder,
        hubUrl,
        hubToken: change.token ?? null,
        device: 'auto',
        threads: 1,
        timeoutMs: change.timeoutMs ?? 5000,
        urls: {},
        keys: {},
      },
      { log: (line) => lines.push(line), onProgress: (one) => progress.push(one), uniform: () => 0.5 },
    ),
    sleep: async (ms) => void waited.push(ms),
    clock: { now: () => Date.UTC(2026, 0, 1), monotonic: () => 0 },
  };
  return { host, waited, progress, lines };
}
