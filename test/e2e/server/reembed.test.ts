import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Reply, Service } from '../../fixtures/embeddings-service.js';
import { standInService } from '../../fixtures/embeddings-service.js';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

const LLMS = ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it'] as const;
const QUERIES = 600;

/** Set, it holds back the answers of the service. */
let closed: Promise<void> | null = null;
let service: Service;
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-reembed-'));
  await writeFile(join(folder, 'train.jsonl'), scoredQueries(QUERIES, 1, [...LLMS]));
  await runTheta(folder, ['import', 'train.jsonl', '--source', 'mine']);
  service = await standInService(async (): Promise<Reply> => {
    await closed;
    return 'embed';
  });
  server = await start();
}, 120_000);
afterEach(() => void (closed = null));
afterAll(async () => {
  await server.stop();
  await service[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const start = () =>
  startServer({
    THETA_DATA: join(folder, 'data'),
    THETA_EMBEDDER: 'http',
    THETA_EMBEDDER_URL: service.url,
    THETA_EMBEDDER_MODEL: 'test-embedding',
    THETA_EMBEDDER_KEY: 'secret',
    THETA_EMBEDDER_COST: '0.02',
  });

interface Job {
  readonly id: string;
  readonly status: string;
  readonly version: string | null;
  readonly progress: { readonly stage: string; readonly done: number; readonly total: number } | null;
  readonly embedding: { readonly embedded: number; readonly fromStore: number } | null;
  readonly error: { readonly code: string } | null;
}
const JOB = 'id status version progress { stage done total } embedding { embedded fromStore } error { code }';
const reembed = async () =>
  (
    await server.graphql<{ reembed: Job }>(
      `mutation { reembed(input: { routers: ["knn", "mirt"], promote: true }) { ${JOB} } }`,
    )
  ).reembed.id;
const job = async (id: string) => (await server.graphql<{ job: Job }>(`{ job(id: "${id}") { ${JOB} } }`)).job;
const route = async (query: string) =>
  (
    await server.graphql<{ route: { version: string; embeddingCost: number; timing: { embedMs: number } } }>(
      'query ($q: String!) { route(input: { query: $q, router: "knn" }) { ... on RoutingDecision { version embeddingCost } } }',
      { q: query },
    )
  ).route;
const textsAsked = () => service.asked.reduce((sum, { body }) => sum + body.input.length, 0);
/** Lets the service answer until `texts` have been asked for, then no more. */
const stopAfter = async (texts: number) => {
  await expect.poll(textsAsked, { timeout: 60_000, interval: 1 }).toBeGreaterThan(texts);
  closed = new Promise(() => {});
};

describe('reembed on a running server', { timeout: 240_000 }, () => {
  it('goes on after a kill, while the old version serves; the new one serves when it is ready', async () => {
    const killed = await reembed();
    await stopAfter(300);
    const { version: old } = await route('Who wrote Hamlet?');
    expect(old).toMatch(/^bootstrap-/);
    expect(await job(killed)).toMatchObject({ status: 'RUNNING', progress: { stage: 'embed queries' } });
    await server.kill();
    closed = null;

    server = await start();
    const before = textsAsked();
    const id = await reembed();
    await expect.poll(async () => (await job(id)).status, { timeout: 120_000 }).toBe('SUCCEEDED');
    const done = await job(id);
    expect(done.embedding?.fromStore).toBeGreaterThan(0);
    const total = (done.embedding?.fromStore ?? 0) + (done.embedding?.embedded ?? 0);
    expect(total).toBeGreaterThan(QUERIES);
    // Beside the new texts the service was asked for its probes, when it was opened and when the version was loaded.
    expect(textsAsked() - before).toBeLessThan((done.embedding?.embedded ?? 0) + 20);
    const { version, embeddingCost } = await route('Who wrote Hamlet?');
    expect(version).toBe(done.version);
    expect(embeddingCost).toBeGreaterThan(0);
    expect(embeddingCost).toBeLessThan(1e-5);
  });

  it('sends the key to the service, and tells it to nobody', async () => {
    expect(service.asked.at(-1)?.headers.authorization).toBe('Bearer secret');
    const sets = await server.graphql<object>('{ routerSets { summary embedder { id name health { detail } } } }');
    expect(JSON.stringify(sets)).not.toContain('secret');
  });

  it('starts while the service is down: not ready, decisions are coded errors, and it recovers by itself', async () => {
    await server.stop();
    closed = new Promise(() => {});
    server = await startServer({
      THETA_DATA: join(folder, 'data'),
      THETA_EMBEDDER_TIMEOUT_MS: '200',
      THETA_EMBEDDER: 'http',
      THETA_EMBEDDER_URL: service.url,
      THETA_EMBEDDER_MODEL: 'test-embedding',
    });
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('EMBEDDER_UNAVAILABLE')]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    closed = null;
    // The first try may still meet the wait of a retry.
    await expect.poll(async () => (await route('And who wrote Faust?')).version, { timeout: 60_000 }).toMatch(/^v/);
  });
});
