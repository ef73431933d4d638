import type { Agent } from 'node:http';
import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
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

/** Below this share of a processor a server counts as idle. */
const IDLE = 0.02;
const IDLE_CHECK_MS = 250;

/**
 * Asks with `concurrency` connections; each takes the next body as soon as it has its answer. What the server does after
 * the last answer (writing its log) is waited for and counted: a log that falls behind would look cheap.
 */
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
  const after = await cpuWhenIdle(server);
  const requests = latenciesMs.length;
  return {
    requests,
    seconds: took,
    cpuPerRequest: (after.process - before.process) / requests,
    mainPerRequest: (after.main - before.main) / requests,
    latenciesMs,
  };
}

async function cpuWhenIdle(server: ChildServer) {
  for (let last = server.cpu(); ;) {
    await setTimeout(IDLE_CHECK_MS);
    const now = server.cpu();
    if (now.process - last.process < IDLE * IDLE_CHECK_MS * 1000) return now;
    last = now;
  }
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
