import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cluster } from '../../fixtures/postgres-cluster.js';
import { isRoot, postgresBinaries, startCluster } from '../../fixtures/postgres-cluster.js';
import type { Server } from '../server/start-server.js';
import { startServer } from '../server/start-server.js';
import { ask, decideOn } from './traffic.js';

const skipped = postgresBinaries === null ? 'initdb and pg_ctl are not installed' : null;
if (skipped) console.warn(`faults of PostgreSQL are not tested: ${skipped}`);

const DATABASE = 'theta';
const LAST = '{ decisions(first: 1) { totalCount } }';
let cluster: Cluster;
let server: Server;
/** A disk of its own that can be filled; null where none can be mounted. */
let disk: string | null = null;
let pools = 0;

const poll = { timeout: 60_000, interval: 50 };
/** Half a kilobyte, so that a full disk is met soon. */
const createPool = () => {
  const input = {
    id: `pool-${pools++}`,
    description: randomBytes(250).toString('hex'),
    llms: ['llama-3.1-8b-instruct'],
    allowUncalibrated: true,
  };
  return ask(server, 'mutation ($input: CreatePoolInput!) { createPool(input: $input) { id } }', { input });
};
const logged = async (ids: readonly string[]) => {
  const { rows } = await cluster.sql('select id::text as id from decisions', DATABASE);
  const known = new Set((rows as { id: string }[]).map(({ id }) => id));
  return ids.filter((id) => known.has(id)).length;
};

function mountDisk(): string | null {
  if (!isRoot) return null;
  const folder = join(cluster.folder, 'disk');
  try {
    mkdirSync(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=192m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    console.warn('a full disk is not tested: nothing can be mounted here');
    return null;
  }
  const { uid, gid } = statSync(join(cluster.folder, 'data'));
  const inside = join(folder, 'space');
  mkdirSync(inside);
  chownSync(inside, uid, gid);
  return folder;
}

beforeAll(async () => {
  if (skipped) return;
  cluster = await startCluster();
  disk = mountDisk();
  if (disk) await cluster.sql(`create tablespace small location '${join(disk, 'space')}'`);
  await cluster.sql(`create database ${DATABASE}${disk ? ' tablespace small' : ''}`);
  server = await startServer({
    DATABASE_URL: cluster.url(DATABASE),
    THETA_DATABASE_TIMEOUT_MS: '5000',
    THETA_DECISION_LOG_DELAY_MS: '10',
  });
});
afterAll(async () => {
  await server?.stop();
  await cluster?.stop('immediate');
  if (disk) execFileSync('umount', [disk]);
  await cluster?.[Symbol.asyncDispose]();
});

/** Under traffic: `harm`, then what needs the database must fail as `code`; `mend`, then all must be as before. */
async function survives(harm: () => Promise<unknown>, code: string, mend: () => Promise<unknown>, readsGoOn: boolean) {
  expect((await createPool()).code).toBeNull();
  const traffic = decideOn(server);
  await harm();
  await expect.poll(async () => (await createPool()).code, poll).toBe(code);
  const meanwhile = traffic.ids.length;
  const { status, code: seen } = await ask(server, LAST);
  expect([status, seen]).toEqual(readsGoOn ? [200, null] : [503, code]);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await expect.poll(() => traffic.ids.length, poll).toBeGreaterThan(meanwhile + 20);
  await mend();
  await expect.poll(async () => (await createPool()).code, poll).toBeNull();
  await traffic.stop();
  // No decision failed, and each that was answered is in the log.
  expect(traffic.failures).toEqual([]);
  await expect.poll(() => logged(traffic.ids), poll).toBe(traffic.ids.length);
}

describe.skipIf(skipped !== null)('a server whose PostgreSQL', { timeout: 180_000 }, () => {
  it('crashes under load decides on, says DATABASE_UNAVAILABLE where it needs it, and recovers by itself', () =>
    survives(
      () => cluster.stop('immediate'),
      'DATABASE_UNAVAILABLE',
      () => cluster.start(),
      false,
    ));

  it('becomes read-only reads and decides on, says DATABASE_READ_ONLY, and recovers by itself', async () => {
    const set = async (value: string) => {
      await cluster.sql(`alter system set default_transaction_read_only = ${value}`);
      await cluster.sql('select pg_reload_conf()');
    };
    await survives(
      () => set('on'),
      'DATABASE_READ_ONLY',
      () => set('off'),
      true,
    );
  });

  it('starts on a read-only one that it knows, and decides', async () => {
    await cluster.sql(`alter database ${DATABASE} set default_transaction_read_only = on`);
    const second = await startServer({ DATABASE_URL: cluster.url(DATABASE) });
    try {
      const { code } = await ask(second, '{ route(input: { query: "x" }) { ... on RoutingDecision { id } } }');
      expect(code).toBeNull();
    } finally {
      await cluster.sql(`alter database ${DATABASE} reset default_transaction_read_only`);
      await second.stop();
    }
  });

  it('has no room left reads and decides on, says DATABASE_FULL, and recovers by itself', async ({ skip }) => {
    if (disk === null) return skip('a disk to fill cannot be mounted here');
    const filler = join(disk, 'filler');
    const fill = () => {
      try {
        for (;;) writeFileSync(filler, Buffer.alloc(1 << 16), { flag: 'a' });
      } catch {
        // Full.
      }
      return Promise.resolve();
    };
    await survives(fill, 'DATABASE_FULL', () => Promise.resolve(rmSync(filler)), true);
  });
});
