import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scratch } from '../../integration/store/support/databases.js';
import { postgres } from '../../integration/store/support/databases.js';
import { TRANSPORTS } from '../../fixtures/api/subscriptions.js';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';
import type { Worker } from './start-worker.js';
import { startWorker } from './start-worker.js';

const [, connect] = TRANSPORTS[0] as (typeof TRANSPORTS)[number];
const LONG = { timeout: 120_000, interval: 50 };

it('refuses to work on the embedded database', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'theta-worker-'));
  const run = await runTheta(folder, ['worker']);
  expect(run.code).toBe(2);
  expect(run.notes).toContain('CONFIG_INVALID');
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(postgres.skipped !== null)('two servers that leave jobs to a worker', { timeout: 240_000 }, () => {
  let scratch: Scratch;
  let folder: string;
  let a: Server;
  let b: Server;
  const workers: Worker[] = [];
  let env: Record<string, string>;

  beforeAll(async () => {
    scratch = await postgres.scratch();
    folder = await mkdtemp(join(tmpdir(), 'theta-worker-'));
    env = {
      DATABASE_URL: scratch.options.databaseUrl as string,
      THETA_JOBS: 'workers',
      THETA_JOB_LOST_SECONDS: '3',
    };
    const llms = ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it'] as const;
    await writeFile(join(folder, 'data.jsonl'), scoredQueries(1500, 1, [...llms]));
    const run = await runTheta(folder, ['import', 'data.jsonl', '--source', 'mine'], env);
    expect(run.code).toBe(0);
    [a, b] = await Promise.all([startServer(env), startServer(env)]);
  }, 240_000);
  afterAll(async () => {
    await Promise.all([a?.stop(), b?.stop(), ...workers.map((worker) => worker.stop())]);
    await scratch?.drop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const worker = async () => {
    const started = await startWorker(env);
    workers.push(started);
    return started;
  };
  const train = async (server: Server, epochs: number, promote = false) => {
    const input = {
      ...{ label: 'by a worker', routers: ['knn', 'mirt'], seed: 1, promote },
      hyperparameters: [{ router: 'mirt', values: { epochs, patience: 10_000 } }],
    };
    const { trainRouters } = await server.graphql<{ trainRouters: { id: string; status: string } }>(
      'mutation ($input: TrainRoutersInput!) { trainRouters(input: $input) { id status } }',
      { input },
    );
    expect(trainRouters.status).toBe('QUEUED');
    return trainRouters.id;
  };
  interface Shown {
    readonly status: string;
    readonly version: string | null;
    readonly startedAt: string | null;
    readonly error: { readonly code: string } | null;
    readonly curves: readonly { readonly steps: readonly number[] }[];
  }
  const job = async (server: Server, id: string) =>
    (
      await server.graphql<{ job: Shown }>(
        'query ($id: ID!) { job(id: $id) { status version startedAt error { code } curves { steps } } }',
        { id },
      )
    ).job;
  const status = (server: Server, id: string) => async () => (await job(server, id)).status;

  it('begin a training anew whose worker was killed, and serve what comes of it everywhere', async () => {
    const first = await worker();
    const id = await train(a, 60, true);
    // In the middle: epochs have been reported, and the other server shows them.
    await expect.poll(async () => (await job(b, id)).curves.length, LONG).toBeGreaterThan(0);
    const client = connect(b.url);
    const followed = client.read('subscription ($id: ID!) { jobProgress(id: $id) { status } }', { id });
    const before = await job(b, id);
    expect(before.status).toBe('RUNNING');
    await first.kill();
    workers.splice(0);
    await expect.poll(status(a, id), LONG).toBe('QUEUED');
    await worker();
    await expect.poll(status(b, id), LONG).toBe('SUCCEEDED');
    const { results, errors } = await followed;
    await client.dispose();
    const seen = results.map(({ jobProgress }: { jobProgress: { status: string } }) => jobProgress.status);
    expect([errors, seen[0], seen.at(-1)]).toEqual([[], 'RUNNING', 'SUCCEEDED']);
    expect(seen).toContain('QUEUED');
    const { version, startedAt, error } = await job(a, id);
    expect(error).toBeNull();
    expect(Date.parse(startedAt as string)).toBeGreaterThan(Date.parse(before.startedAt as string));
    for (const { url } of [a, b]) {
      const serving = async () => ((await (await fetch(`${url}/readyz`)).json()) as { version: string }).version;
      await expect.poll(serving, LONG).toBe(version);
    }
    const { jobs } = await b.graphql<{ jobs: { id: string }[] }>('{ jobs { id } }');
    expect(jobs.map((one) => one.id)).toEqual([id]);
    expect(b.output() + a.output()).toContain('gives no sign of life');
  });

  it('cancel one from the server that did not ask for it', async () => {
    const id = await train(b, 10_000);
    await expect.poll(status(a, id), LONG).toBe('RUNNING');
    await a.graphql('mutation ($id: ID!) { cancelJob(id: $id) { status } }', { id });
    await expect.poll(status(b, id), LONG).toBe('CANCELLED');
  });

  it('hand one over when the worker is told to stop', async () => {
    const id = await train(a, 10_000);
    await expect.poll(status(b, id), LONG).toBe('RUNNING');
    const [old] = workers.splice(0);
    expect(await old?.stop()).toBe(0);
    expect(await job(b, id)).toMatchObject({ status: 'QUEUED', error: null });
    await worker();
    await expect.poll(status(b, id), LONG).toBe('RUNNING');
    await b.graphql('mutation ($id: ID!) { cancelJob(id: $id) { status } }', { id });
    await expect.poll(status(a, id), LONG).toBe('CANCELLED');
  });
});
