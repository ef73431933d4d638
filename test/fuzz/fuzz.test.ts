import { Agent } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApiSchema } from '../../src/resolvers/build-schema.js';
import type { Server } from '../e2e/server/start-server.js';
import { startServer } from '../e2e/server/start-server.js';
import { answerTo } from './ask.js';
import { operationsOf } from './graphql-operations.js';
import { json } from './hostile-values.js';
import type { FuzzRequest } from './http-requests.js';
import { asked, odd, posted } from './http-requests.js';
import { complaintOf } from './verdict.js';

/** The suite repeats one small run, so that what breaks it is a change; docs/results/fuzz.md has the long ones. */
const REQUESTS = Number(process.env['THETA_FUZZ_REQUESTS'] ?? 800);
const SEED = Number(process.env['THETA_FUZZ_SEED'] ?? 8);
/** Sent at once, so that requests also meet each other. */
const TOGETHER = 8;

const PATHS = [
  '/',
  '/graphql',
  '/graphql/stream',
  '/graphiql',
  '/healthz',
  '/readyz',
  '/version',
  '/metrics',
  '/session',
  '/evaluations',
  '/traffic',
  '/assets',
  '/v1/models',
  '/v1/chat/completions',
  '/v1/embeddings',
  '/nothing',
];

describe('a server under hostile requests', { timeout: 14_400_000 }, () => {
  let server: Server;
  let known: string[] = [];
  const agent = new Agent({ maxSockets: TOGETHER });
  beforeAll(async () => {
    server = await startServer();
    const { llms, routers, pools } = await server.graphql<Record<'llms' | 'routers' | 'pools', { id: string }[]>>(
      '{ llms { id } routers { id } pools { id } }',
    );
    known = [...llms, ...routers, ...pools].map(({ id }) => id);
    known.push('Prove that √2 is irrational', 'Write a haiku about rain.', 'bootstrap', 'text', 'math');
  });
  afterAll(async () => {
    agent.destroy();
    await server?.stop();
  });

  it(`answers ${REQUESTS} of them, each with data or with a code`, async () => {
    const operations = operationsOf(buildApiSchema(), known);
    const model = fc.constantFrom('theta', 'theta:mirt', 'theta:x/2', ...known);
    const turn = fc.record({ role: fc.constantFrom('user', 'system', 'tool'), content: fc.oneof(fc.string(), json) });
    const messages = fc.oneof(fc.array(turn, { maxLength: 3 }), json);
    const options = fc.option(fc.record({ route_only: fc.boolean(), alpha: json }), { nil: undefined });
    const chat = fc.record({ model, messages, input: json, theta: options });
    const requests = fc.oneof(
      { weight: 6, arbitrary: posted(operations) },
      { weight: 1, arbitrary: asked(operations) },
      { weight: 3, arbitrary: odd(PATHS, fc.oneof(operations, chat, json), known) },
    );
    const statuses: Record<number, number> = {};
    let slowest = 0;
    const ask = async (request: FuzzRequest): Promise<void> => {
      const start = performance.now();
      const answer = await answerTo(server.url, request, agent).catch((thrown: unknown) => {
        throw new Error(`${String(thrown)}\n${JSON.stringify(request)}\n${server.output().slice(-2_000)}`);
      });
      const took = performance.now() - start;
      if (took > 5_000) console.log(`${Math.round(took)} ms: ${JSON.stringify(request).slice(0, 600)}`);
      slowest = Math.max(slowest, took);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      const complaint = complaintOf(request, answer);
      if (complaint) throw new Error(`${complaint}\n${JSON.stringify(request)}\n${answer.body.slice(0, 2_000)}`);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(requests, { minLength: TOGETHER, maxLength: TOGETHER }), async (together) => {
        await Promise.all(together.map(ask));
      }),
      // Other requests that fail alike say little, and looking for smaller ones takes long.
      { seed: SEED, numRuns: Math.ceil(REQUESTS / TOGETHER), endOnFailure: true },
    );
    console.log(`statuses ${JSON.stringify(statuses)}, slowest ${Math.round(slowest)} ms`);
    expect(Object.keys(statuses)).toContain('200');
    expect(await answerTo(server.url, { method: 'GET', path: '/readyz', headers: {} }, agent)).toMatchObject({
      status: 200,
    });
    // Nor was a decision accepted that the log could not keep.
    expect(server.output()).not.toMatch(/"msg":"(fault|[^"]*(dropped|lost|not stored))/);
  });
});
