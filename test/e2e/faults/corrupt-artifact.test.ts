import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scratch } from '../../integration/store/support/databases.js';
import { postgres } from '../../integration/store/support/databases.js';
import type { Server } from '../server/start-server.js';
import { startServer } from '../server/start-server.js';
import { ask } from './traffic.js';

const PROMOTE = 'mutation ($version: ID!) { promoteRouterSet(version: $version) { version } }';
const DECIDE = '{ route(input: { query: "x" }) { ... on RoutingDecision { version } } }';
const SERVING = '{ routerSets { version serving } }';

let scratch: Scratch;
let server: Server;

async function sql(statement: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: scratch.options.databaseUrl });
  await client.connect();
  try {
    return await client.query(statement, values);
  } finally {
    await client.end();
  }
}

/** A version like the shipped one, in which one router has these bytes under this digest. */
async function addVersion(version: string, digest: string, bytes: Buffer) {
  await sql('insert into router_set_blobs values ($1, $2)', [digest, bytes]);
  await sql(
    `insert into router_sets select (jsonb_populate_record(s, jsonb_build_object('version', $1::text,
       'routers', jsonb_set(s.routers, '{0,digest}', to_jsonb($2::text))))).* from router_sets s limit 1`,
    [version, digest],
  );
}

beforeAll(async () => {
  if (postgres.skipped !== null) return;
  scratch = await postgres.scratch();
  server = await startServer({ DATABASE_URL: scratch.options.databaseUrl as string });
});
afterAll(async () => {
  await server?.stop();
  await scratch?.drop();
});

describe.skipIf(postgres.skipped !== null)('a version with a damaged artifact', { timeout: 120_000 }, () => {
  it.each([
    ['flipped', 'bytes that do not fit their digest', 'f'.repeat(64)],
    ['garbage', 'bytes that are no artifact', createHash('sha256').update('garbage').digest('hex')],
  ])('(%s: %s) is not promoted, and the one that serves goes on', async (version, _what, digest) => {
    await addVersion(version, digest, Buffer.from('garbage'));
    const before = (await ask<{ route: { version: string } }>(server, DECIDE)).data?.route.version;
    const { status, code } = await ask(server, PROMOTE, { version });
    expect([status, code]).toEqual([503, version === 'flipped' ? 'ARTIFACT_CORRUPT' : 'ARTIFACT_FOREIGN']);
    expect((await ask<{ route: { version: string } }>(server, DECIDE)).data?.route.version).toBe(before);
    const { data } = await ask<{ routerSets: { version: string; serving: boolean }[] }>(server, SERVING);
    expect(data?.routerSets.filter(({ serving }) => serving).map((set) => set.version)).toEqual([before]);
    // Also by the database: the next start would load what it names.
    expect((await sql('select version from serving_router_set')).rows).toEqual([{ version: before }]);
  });

  it('is not known, is said so', async () => {
    expect((await ask(server, PROMOTE, { version: 'nobody' })).code).toBe('UNKNOWN_VERSION');
  });

  it('stops a start that finds it serving, with a code and the way out', async () => {
    await sql("update serving_router_set set version = 'flipped'");
    const refused = await startServer({ DATABASE_URL: scratch.options.databaseUrl as string }).then(
      () => 'started',
      (error: unknown) => String(error),
    );
    expect(refused).toContain('The server ended with');
    expect(refused).toContain('ARTIFACT_CORRUPT');
    expect(refused).toContain('theta versions --promote VERSION');
  });
});
