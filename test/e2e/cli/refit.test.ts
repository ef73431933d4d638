import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RefitAnswer } from '../../../src/cli/refit-report.js';
import { hasOnnx } from '../../fixtures/has-onnx.js';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';
import { writeTinyBert } from '../../fixtures/tiny-bert/write.js';
import { startServer } from '../server/start-server.js';

const LLMS = ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it'] as const;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-refit-cli-'));
  await writeFile(join(folder, 'first.jsonl'), scoredQueries(200, 1, [...LLMS]));
  await writeFile(join(folder, 'scores.jsonl'), scoredQueries(1400, 2, [...LLMS]));
  await writeTinyBert(join(folder, 'tiny'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const theta = (...args: string[]) => runTheta(folder, args, { THETA_EMBEDDER_DEVICE: 'cpu' });
const refits = async (...args: string[]) =>
  JSON.parse((await theta('refit', 'list', '--json', ...args)).out) as RefitAnswer[];

describe('theta refit', { timeout: 300_000 }, () => {
  it('says what to do where nothing is stored', async () => {
    const { code, out, notes } = await theta('refit');
    expect([code, out]).toEqual([2, '']);
    expect(notes).toMatch(/TRAINING_DATA_INSUFFICIENT: No responses are stored\. .*\n.*theta import/s);
    expect(await refits()).toEqual([]);
  });

  it.each([
    ['a rule of nobody', ['--promote', 'always'], /expected never, not-worse, better, got "always"/],
    ['a margin that is no number', ['--margin', 'much'], /expected a number/],
  ])('refuses %s', async (_what, args, message) => {
    const { code, notes } = await theta('refit', ...args);
    expect([code, notes]).toEqual([2, expect.stringMatching(message)]);
  });

  it('trains, compares, and leaves the candidate to be promoted by hand, as the settings say', async () => {
    await theta('import', 'first.jsonl', '--source', 'first');
    await theta('train', '--routers', 'knn,mirt', '--label', 'first');
    await theta('import', 'scores.jsonl', '--source', 'more');
    const { code, out, notes } = await theta('refit');
    expect([code, notes]).toEqual([0, expect.stringMatching(/train mirt …/)]);
    expect(out).toMatch(/Compared with v\S+ on 1\d\d held-out queries at α = 0\.8\. Neither version has seen them\./);
    expect(out).toMatch(/knn \* {2}/);
    expect(out).toMatch(/Not promoted\. The rule lets no candidate serve by itself\. `theta versions --promote v\S+`/);
    const [only, ...others] = await refits();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ trigger: 'ON_DEMAND', status: 'SUCCEEDED', report: { promoted: false } });
    const versions = await theta('versions', '--promote', only?.candidate as string, '--json');
    const [serving] = (JSON.parse(versions.out) as { version: string; serving: boolean }[]).filter((v) => v.serving);
    expect(serving?.version).toBe(only?.candidate);
  });

  it('refuses to train on the same again unless it is told to, by the exit code too', async () => {
    const { code, notes } = await theta('refit');
    expect([code, notes]).toEqual([3, expect.stringMatching(/REFIT_NOTHING_NEW: 0 responses are new to version v/)]);
  });

  it('runs the commands of docs/refit.md as written', async () => {
    const page = await readFile(new URL('../../../docs/refit.md', import.meta.url), 'utf8');
    const commands = (/```sh\n([\s\S]*?)```/.exec(page)?.[1] as string).trim().split('\n');
    expect(commands).toHaveLength(4);
    await writeFile(join(folder, 'scores.jsonl'), scoredQueries(300, 3, [...LLMS]));
    for (const command of commands) {
      const words = command.split('#')[0]?.trim().split(/\s+/).slice(2) as string[];
      const { code, notes } = await theta(...words);
      expect([command, code], notes).toEqual([command, 0]);
    }
    expect((await refits()).map(({ report }) => report?.data.trained)).toHaveLength(3);
  });

  it('asks a server, and waits for its end where that is wanted', async () => {
    const server = await startServer({ THETA_DATA: join(folder, 'data') });
    try {
      const asked = await theta('refit', '--min-responses', '0', '--server', server.url);
      expect([asked.code, asked.out]).toEqual([0, expect.stringMatching(/^Refit \S+ was queued at http/)]);
      const list = () => refits('--server', server.url);
      await expect.poll(async () => (await list())[0]?.status, { timeout: 120_000 }).toBe('SUCCEEDED');
      // The database is held: the command finds the server by itself where it listens as configured.
      const port = { PORT: new URL(server.url).port };
      const args = ['refit', '--min-responses', '0', '--follow', '--json', '--label', 'followed'];
      const followed = await runTheta(folder, args, port);
      expect(JSON.parse(followed.out)).toMatchObject({ label: 'followed', status: 'SUCCEEDED' });
      const [newest] = await list();
      expect(newest).toEqual(JSON.parse(followed.out));
    } finally {
      await server.stop();
    }
  });

  it.runIf(hasOnnx)('compares versions of two embedders, to the same figures each time', async () => {
    const vectors = async () => {
      const { out } = await theta(
        'refit',
        '--min-responses',
        '0',
        '--embedder',
        './tiny',
        '--routers',
        'knn',
        '--json',
      );
      return (JSON.parse(out) as RefitAnswer).report;
    };
    const report = await vectors();
    expect(report?.routers.map(({ router }) => router)).toEqual(['knn']);
    expect(report?.reason).toMatch(/^Not promoted\./);
    const again = await vectors();
    // Same seed, data and embedder: the same candidate but for its name.
    expect(again?.routers).toEqual(report?.routers);
  });
});
