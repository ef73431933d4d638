import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';

const ROOT = resolve(import.meta.dirname, '../../..');
const NAME = 'theta-router-nearest-task';

/** The package of the example beside its dependencies, as npm would lay them, and a project that has installed it. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-plugin-'));
  const modules = join(folder, 'node_modules');
  await mkdir(modules);
  await cp(join(ROOT, 'examples/router-plugin'), join(modules, NAME), { recursive: true });
  await symlink(ROOT, join(modules, 'theta-router'));
  for (const name of ['zod', 'vitest']) await symlink(join(ROOT, 'node_modules', name), join(modules, name));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the example of a router plugin', { timeout: 240_000 }, () => {
  it('passes the suite that the package exports, as its author runs it', async () => {
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const env = {
      ...process.env,
      VITEST: undefined,
      VITEST_WORKER_ID: undefined,
      VITEST_POOL_ID: undefined,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
    };
    const ran = await promisify(execFile)(process.execPath, [vitest, 'run', '--dir', '.', '--exclude', 'none'], {
      ...{ cwd: join(folder, 'node_modules', NAME), env, maxBuffer: 1 << 24 },
    }).catch((error: { stdout: string; stderr: string }) => {
      throw new Error(error.stdout + error.stderr);
    });
    expect(ran.stdout).toMatch(/Tests +(1[5-9]|[2-9]\d) passed/);
  });

  it('is loaded by its name, trained and asked', async () => {
    const llms = ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it'] as const;
    await writeFile(join(folder, 'train.jsonl'), scoredQueries(120, 1, [...llms]));
    const theta = (...args: string[]) => runTheta(folder, args, { THETA_PLUGINS: NAME });
    const imported = await theta('import', 'train.jsonl', '--source', 'mine');
    expect(imported.code, imported.notes).toBe(0);
    const trained = await theta('train', '--routers', 'nearest-task', '--sources', 'mine');
    expect(trained.code, trained.notes).toBe(0);
    const asked = await theta('route', 'What is 2 + 2?', '--router', 'nearest-task', '--json');
    expect(asked.code, asked.notes).toBe(0);
    expect(JSON.parse(asked.out)).toMatchObject({ router: 'nearest-task' });
    const without = await runTheta(folder, ['route', 'What is 2 + 2?']);
    expect([without.code, without.notes]).toEqual([2, expect.stringContaining('UNKNOWN_ROUTER')]);
  });
});
