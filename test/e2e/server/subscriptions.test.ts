import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TRANSPORTS } from '../../fixtures/api/subscriptions.js';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

const page = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');
const section = /\n## Subscriptions\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '';
const blocks = (language: string) =>
  [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] as string);
const [progress, changes] = blocks('graphql') as [string, string];
const run = promisify(execFile);
const hasCurl = spawnSync('curl', ['--version']).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'theta-subscriptions-'));
let server: Server;
beforeAll(async () => {
  const queries = scoredQueries(200, 1, ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it']);
  await writeFile(join(folder, 'train.jsonl'), queries);
  expect((await runTheta(folder, ['import', 'train.jsonl', '--source', 'mine'])).code).toBe(0);
  server = await startServer({ THETA_DATA: join(folder, 'data') });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface CurvedJob {
  readonly endedAt: string | null;
  readonly curves: readonly {
    readonly stage: string;
    readonly run: number;
    readonly unit: string;
    readonly steps: readonly number[];
    readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  }[];
}

const train = async () =>
  (
    await server.graphql<{ trainRouters: { id: string } }>(
      'mutation { trainRouters(input: { label: "followed", routers: ["knn", "mirt"] }) { id } }',
    )
  ).trainRouters.id;
const evaluate = async () =>
  (
    await server.graphql<{ startEvaluation: { id: string } }>(
      'mutation { startEvaluation(input: { protocol: "main", label: "followed", folds: 2, routers: ["knn"] }) { id } }',
    )
  ).startEvaluation.id;
/** An example of the page, about this server and this job. */
const about = (example: string, id: string) =>
  example.replaceAll('localhost:4400', new URL(server.url).host).replaceAll('JOB', id);

describe('subscriptions of a running server', { timeout: 240_000 }, () => {
  it('leaves the losses of every epoch in the job', async () => {
    const id = await train();
    const asked = `{ job(id: "${id}") { endedAt curves { stage run unit steps series { name values } } } }`;
    const job = async () => (await server.graphql<{ job: CurvedJob }>(asked)).job;
    await expect.poll(async () => (await job()).endedAt, { timeout: 120_000 }).not.toBeNull();
    const [curve, ...others] = (await job()).curves.filter(({ stage }) => stage === 'train mirt: train');
    expect(others).toEqual([]);
    expect(curve).toMatchObject({ run: 1, unit: 'epochs' });
    expect(curve?.steps).toEqual(curve?.steps.map((_, i) => i + 1));
    expect(curve?.series.map(({ name }) => name)).toEqual(['loss', 'validationLoss']);
    for (const { values } of curve?.series ?? []) {
      expect(values).toHaveLength(curve?.steps.length as number);
      expect(values.every((value) => value !== null && value > 0)).toBe(true);
    }
    const [loss] = curve?.series ?? [];
    expect(loss?.values.at(-1)).toBeLessThan(loss?.values[0] as number);
  });

  it.each(TRANSPORTS)('show a training and an evaluation to their ends over %s', async (_name, connect) => {
    const client = connect(server.url);
    const all = client.iterate(changes);
    const kinds = (async () => {
      const seen: { kind: string; status: string }[] = [];
      for await (const { data } of all) {
        seen.push((data as { jobChanges: { kind: string; status: string } }).jobChanges);
        if (seen.filter(({ status }) => status === 'SUCCEEDED').length === 2) break;
      }
      return seen;
    })();
    const jobs = [await train(), await evaluate()];
    const [training, evaluation] = await Promise.all(jobs.map((id) => client.read(progress, { id })));
    expect([training?.errors, evaluation?.errors]).toEqual([[], []]);
    const states = training?.results.map(({ jobProgress }) => jobProgress) ?? [];
    expect(states.at(-1)).toMatchObject({ status: 'SUCCEEDED', version: expect.stringMatching(/^v/) });
    const stages = new Set(states.map((state) => state.progress?.stage));
    // Every state that was seen is of its time: units do not go back within a stage.
    for (const stage of stages) {
      const done = states.filter((state) => stage && state.progress?.stage === stage).map((s) => s.progress.done);
      expect(done).toEqual([...done].sort((a, b) => a - b));
    }
    expect(stages.size).toBeGreaterThan(2);
    expect(evaluation?.results[0]).toMatchObject({ jobProgress: { status: 'QUEUED' } });
    expect(evaluation?.results.at(-1)).toMatchObject({ jobProgress: { status: 'SUCCEEDED', evaluation: jobs[1] } });
    expect(new Set((await kinds).map(({ kind }) => kind))).toEqual(new Set(['TRAINING', 'EVALUATION']));
    await client.dispose();
  });

  it.skipIf(!hasCurl)('are read with curl as docs/api.md shows', async () => {
    const [command] = blocks('sh') as [string];
    const { stdout } = await run('sh', ['-c', about(command, await train())]);
    expect(stdout).toMatch(/^event: next\ndata: \{"data":\{"jobProgress":\{"status":"(QUEUED|RUNNING)"/m);
    expect(stdout).toMatch(/"status":"SUCCEEDED".*\}\n\nevent: complete\ndata:\n\n$/);
  });

  it('are read with graphql-ws as docs/api.md shows', async () => {
    const [program] = blocks('js') as [string];
    const file = new URL('../../../dist/docs-example/follow.mjs', import.meta.url);
    await mkdir(new URL('.', file), { recursive: true });
    await writeFile(file, about(program, await train()));
    const { stdout } = await run(process.execPath, [file.pathname]);
    const lines = stdout.trim().split('\n');
    expect(lines.some((line) => /^RUNNING \S.* \d+\/\d+$/.test(line))).toBe(true);
    expect(lines.at(-1)).toMatch(/^SUCCEEDED /);
  });

  it('do not keep the server from stopping', async () => {
    const clients = TRANSPORTS.map(([, connect]) => connect(server.url));
    const id = await train();
    await Promise.all(clients.map((client) => client.iterate(progress, { id }).next()));
    const before = performance.now();
    expect(await server.stop()).toBe(0);
    // The drain may take 10 s, and a training in its thread 5 s to stop.
    expect(performance.now() - before).toBeLessThan(10_000);
    for (const client of clients) await client.dispose();
  });
});
