import type { Agent } from 'node:http';
import { request } from 'node:http';
import type { ChildServer } from './child.js';

export interface Round {
  readonly requests: number;
  readonly seconds: number;
  /** Server CPU per request in microseconds: all threads, and the main thread alone. */
  readonly cpuPerRequest: number;
  readonly mainPerRequest: number;
  readonly latenciesMs: readonly number[];
}

export interface LoadOptions {
  readonly seconds: number;
  /** Goes on after `seconds` until so many are answered: a busy machine compiles its hot code late. */
  readonly atLeast?: number;
  readonly concurrency: number;
}

/** Asks with `concurrency` connections; each takes the next body as soon as it has its answer. */
export async function load(
  server: ChildServer,
  agent: Agent,
  body: () => string,
  { seconds, atLeast = 0, concurrency }: LoadOptions,
): Promise<Round> {
  const latenciesMs: number[] = [];
  const before = server.cpu();
  const start = performance.now();
  const end = start + seconds * 1000;
  const worker = async () => {
    while (performance.now() < end || latenciesMs.length < atLeast) {
      const payload = body();
      const sent = performance.now();
      await post(server.url, agent, payload);
      latenciesMs.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const took = (performance.now() - start) / 1000;
  const after = server.cpu();
  const requests = latenciesMs.length;
  return {
    requests,
    seconds: took,
    cpuPerRequest: (after.process - before.process) / requests,
    mainPerRequest: (after.main - before.main) / requests,
    latenciesMs,
  };
}

/** The answer's bytes; an answer with errors ends the benchmark. */
export function post(url: string, agent: Agent, body: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        if (response.statusCode === 200 && !bytes.subarray(0, 10).includes('errors')) resolve(bytes);
        else reject(new Error(`${response.statusCode}: ${bytes.toString().slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
