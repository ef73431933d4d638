import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from './start-server.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const bootstrap = join(root, 'models/bootstrap');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-bad-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the server with that environment; resolves with its exit code and what it wrote. */
const start = (env: Readonly<Record<string, string>>) =>
  new Promise<{ code: number; text: string }>((resolve) => {
    const all = { ...process.env, DATABASE_URL: '', PORT: '0', THETA_DATA: join(folder, 'own'), ...env };
    execFile(process.execPath, [join(root, 'dist/main.js')], { env: all, timeout: 60_000 }, (error, out, notes) =>
      resolve({ code: error ? Number(error.code) : 0, text: out + notes }),
    );
  });

/** A copy of the shipped router set with one file changed. */
async function changedSet(name: string, file: string, change: (bytes: Buffer) => Buffer | string): Promise<string> {
  const copy = join(folder, name);
  await cp(bootstrap, copy, { recursive: true });
  await writeFile(join(copy, file), change(await readFile(join(copy, file))));
  return copy;
}

describe('a start that cannot work', { timeout: 120_000 }, () => {
  it.each([
    ['CONFIG_INVALID', { PORT: '99999' }],
    ['CONFIG_INVALID', { THETA_HOST: '0.0.0.0' }],
    ['INDEX_UNAVAILABLE', { THETA_INDEX: 'faiss-node' }],
    ['FILE_UNREADABLE', { THETA_BOOTSTRAP: '/nowhere' }],
    ['FILE_UNREADABLE', { THETA_PLUGINS: './no-such-plugin.mjs' }],
    ['DATABASE_UNAVAILABLE', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }],
  ])('says %s for %j and what to do', async (code, env) => {
    const { code: exit, text } = await start(env);
    expect(text).toContain(`${code}: `);
    expect([2, 4]).toContain(exit);
  });

  it('refuses a damaged, a cut and a foreign artifact', async () => {
    const flipped = await changedSet('flipped', 'mirt.theta', (b) => (b.writeUInt8(b.readUInt8(100) ^ 1, 100), b));
    const cut = await changedSet('cut', 'embedder.theta', (b) => b.subarray(0, 1000));
    const foreign = await changedSet('foreign', 'router-set.json', () => '<html>not found</html>');
    for (const set of [flipped, cut, foreign]) {
      const { code, text } = await start({ THETA_BOOTSTRAP: set, THETA_DATA: `${set}-data` });
      expect([code, text]).toEqual([4, expect.stringContaining('ARTIFACT_CORRUPT: ')]);
    }
  });
});

describe('two servers on one folder', { timeout: 180_000 }, () => {
  it('refuses the second, and the first keeps what it has after a crash', async () => {
    const data = join(folder, 'shared');
    const first = await startServer({ THETA_DATA: data });
    const second = await start({ THETA_DATA: data });
    expect([second.code, second.text]).toEqual([4, expect.stringContaining('DATABASE_LOCKED: ')]);
    const made = await first.graphql<{ route: { id: string } }>(
      '{ route(input: { query: "kept over a crash" }) { ... on RoutingDecision { id } } }',
    );
    // Feedback is answered when committed, and commits the decision it is about first.
    await first.graphql('mutation ($id: ID!) { recordFeedback(input: { decisionId: $id, score: 1 }) { id } }', {
      id: made.route.id,
    });
    await first.kill();
    const third = await startServer({ THETA_DATA: data });
    const kept = await third.graphql<{ decision: { query: string; feedback: { score: number }[] } }>(
      'query ($id: ID!) { decision(id: $id) { query feedback { score } } }',
      { id: made.route.id },
    );
    expect(kept.decision).toEqual({ query: 'kept over a crash', feedback: [{ score: 1 }] });
    expect(await third.stop()).toBe(0);
  });
});
