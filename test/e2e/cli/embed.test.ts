import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmbedReport } from '../../../src/cli/embed-report.js';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';
import { writeTinyBert } from '../../fixtures/tiny-bert/write.js';
import { hasOnnx } from '../../fixtures/has-onnx.js';

const LLMS = ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it'] as const;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-embed-'));
  await writeFile(join(folder, 'train.jsonl'), scoredQueries(240, 1, [...LLMS]));
  await writeTinyBert(join(folder, 'tiny'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const theta = (...args: string[]) => runTheta(folder, args, { THETA_EMBEDDER_DEVICE: 'cpu' });
const embedded = async (...args: string[]) => {
  const { code, out, notes } = await theta('embed', ...args, '--json');
  expect(code, notes).toBe(0);
  return JSON.parse(out) as EmbedReport;
};
const versions = async () =>
  JSON.parse((await theta('versions', '--json')).out) as { version: string; embedder: string; serving: boolean }[];

describe('theta embed', { timeout: 240_000 }, () => {
  it('tries the embedder that serves', async () => {
    const { embedder, texts } = await embedded('What is 2 + 2?', '证明根号二是无理数');
    expect(embedder).toMatchObject({ name: 'lexical', costPerMillionTokens: 0, health: { healthy: true } });
    for (const { vector } of texts) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });

  it.each([
    ['neither texts nor --all', [], 'CONFIG_INVALID: Give either texts or --all.'],
    ['a name of nobody', ['x', '--embedder', 'bert-large'], 'no embedder is called bert-large'],
    ['a folder without a model', ['x', '--embedder', './nowhere'], 'EMBEDDER_UNAVAILABLE: '],
    ['an empty text', [' ', '--embedder', 'lexical'], 'QUERY_EMPTY: '],
    ['--all without imported queries', ['--all'], 'TRAINING_DATA_INSUFFICIENT: '],
  ])('refuses %s', async (_what, args, message) => {
    const { code, out, notes } = await theta('embed', ...args);
    expect([out, notes]).toEqual(['', expect.stringContaining(message)]);
    expect(code).toBeGreaterThan(0);
  });

  it.runIf(hasOnnx)('trains on a model in a folder, serves it, and finds its vectors again', async () => {
    await theta('import', 'train.jsonl', '--source', 'mine');
    const first = await theta('embed', '--all', '--embedder', './tiny', '--routers', 'mirt,knn', '--json');
    expect(first.code, first.notes).toBe(0);
    const job = JSON.parse(first.out) as { version: string; embedding: { embedded: number; fromStore: number } };
    expect(job.embedding.fromStore).toBe(0);
    expect(job.embedding.embedded).toBeGreaterThan(240);
    expect((await versions())[0]).toMatchObject({ version: job.version, embedder: 'tiny', serving: true });

    const question = ['route', 'add apples minus total equals', '--alpha', '1', '--llms', LLMS.join(), '--json'];
    expect(JSON.parse((await theta(...question)).out)).toMatchObject({ version: job.version, embeddingCost: 0 });
    expect((await embedded('What is 2 + 2?')).embedder).toMatchObject({ name: 'tiny', dims: 32, maxTokens: 64 });

    const second = await theta('embed', '--all', '--embedder', './tiny', '--routers', 'knn', '--no-promote');
    expect(second.out).toContain(`Texts embedded: 0, found in the store: ${job.embedding.embedded}.`);
    expect((await versions()).find(({ serving }) => serving)?.version).toBe(job.version);
  });

  it.runIf(hasOnnx)('stops with the way out when the model of the serving version has gone or changed', async () => {
    const serving = (await versions()).find(({ serving: it }) => it)?.version as string;
    await rm(join(folder, 'tiny'), { recursive: true });
    const gone = await theta('route', 'x');
    expect([gone.code, gone.out]).toEqual([4, '']);
    expect(gone.notes).toContain(`EMBEDDER_UNAVAILABLE: Router set ${serving} cannot serve.`);
    expect(gone.notes).toContain('theta embed --all --embedder NAME');
    await writeTinyBert(join(folder, 'tiny'), { seed: 2 });
    const changed = await theta('route', 'x');
    expect(changed.notes).toContain(`EMBEDDER_MISMATCH: Router set ${serving} cannot serve.`);
    const bootstrap = (await versions()).at(-1)?.version as string;
    expect((await theta('versions', '--promote', bootstrap)).code).toBe(0);
    expect((await theta('route', 'x')).code).toBe(0);
  });
});
