import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTheta, THETA } from '../../fixtures/run-theta.js';
import { startServer } from '../server/start-server.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-backup-'));
  // `theta` of the pages, as an installed package has it.
  await writeFile(join(folder, 'theta'), `#!/bin/sh\nexec '${process.execPath}' '${THETA}' "$@"\n`);
  await chmod(join(folder, 'theta'), 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('theta backup and theta restore', { timeout: 240_000 }, () => {
  it('save what a server has, once it has stopped, into another folder', async () => {
    const data = join(folder, 'data');
    const server = await startServer({ THETA_DATA: data });
    await server.graphql('{ route(input: { query: "What is 2 + 2?" }) { __typename } }');
    const [locked, refused] = [
      await runTheta(folder, ['backup', 'x.gz']),
      await runTheta(folder, ['restore', 'x.gz', '--json']),
    ];
    expect([locked.code, locked.notes]).toEqual([
      4,
      expect.stringMatching(/^DATABASE_LOCKED: .* is used by process \d+/),
    ]);
    expect([refused.code, JSON.parse(refused.out)]).toMatchObject([2, { error: { code: 'FILE_UNREADABLE' } }]);
    expect(await server.stop()).toBe(0);

    const page = await readFile(new URL('../../../docs/backup.md', import.meta.url), 'utf8');
    const commands = /```sh\n([\s\S]*?)```/.exec(page)?.[1] as string;
    const env = {
      ...process.env,
      PATH: `${folder}${delimiter}${process.env['PATH']}`,
      THETA_DATA: data,
      DATABASE_URL: '',
    };
    const { stdout, stderr } = await promisify(execFile)('sh', ['-ec', commands], { cwd: folder, env });
    expect(stdout.match(/^decisions +1$/gm)).toHaveLength(3);
    expect(stderr).toMatch(/Restored: \d+ rows of \d+ tables\./);
    expect((await stat(join(folder, 'theta-backup.gz'))).mode & 0o777).toBe(0o600);

    const taken = await runTheta(folder, ['restore', 'theta-backup.gz', '--json'], {
      THETA_DATA: join(folder, 'restored'),
    });
    expect([taken.code, JSON.parse(taken.out)]).toMatchObject([2, { error: { code: 'DATABASE_NOT_EMPTY' } }]);
  });
});
