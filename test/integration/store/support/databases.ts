import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Store, StoreOptions } from '../../../../src/store/open-store.js';
import { openStore } from '../../../../src/store/open-store.js';

export const migrationsFolder = fileURLToPath(new URL('../../../../migrations', import.meta.url));

/** An empty database of its own for a test file. */
export interface Scratch {
  readonly options: StoreOptions;
  open(more?: Partial<StoreOptions>): Promise<Store>;
  drop(): Promise<void>;
}

export interface TestDatabase {
  readonly name: string;
  /** Why it cannot be tested here; null when it can. */
  readonly skipped: string | null;
  scratch(): Promise<Scratch>;
}

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'theta-store-'));
}

export const embedded: TestDatabase = {
  name: 'embedded',
  skipped: null,
  async scratch() {
    const dataFolder = await temporaryFolder();
    const options = { dataFolder, poolSize: 10, migrationsFolder };
    return {
      options,
      open: (more = {}) => openStore({ ...options, ...more }),
      drop: () => rm(dataFolder, { recursive: true, force: true }),
    };
  },
};

const candidates = process.env['DATABASE_URL_TEST']
  ? [process.env['DATABASE_URL_TEST']]
  : [
      'postgres://postgres@127.0.0.1:5432/postgres',
      'postgres://root@127.0.0.1:5432/postgres',
      'postgres:///postgres?host=/var/run/postgresql&user=postgres',
    ];

/** Address of a server where databases may be created; null where none answers. */
async function findServer(): Promise<string | null> {
  for (const connectionString of candidates) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1000 });
    try {
      await client.connect();
      await client.query('select 1');
      return connectionString;
    } catch {
      continue;
    } finally {
      await client.end().catch(() => {});
    }
  }
  return null;
}

export const postgresServer = await findServer();

/** Runs a statement on the server itself, outside of any scratch database. */
export async function onServer(statement: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: postgresServer as string });
  await client.connect();
  try {
    return await client.query(statement, values);
  } finally {
    await client.end();
  }
}

export const postgres: TestDatabase = {
  name: 'postgres',
  skipped: postgresServer ? null : 'no PostgreSQL answers; name one in DATABASE_URL_TEST to test on it',
  async scratch() {
    const name = `theta_test_${randomBytes(6).toString('hex')}`;
    await onServer(`create database ${name}`);
    const url = new URL(postgresServer as string);
    url.pathname = `/${name}`;
    const options = { databaseUrl: url.href, dataFolder: 'unused', poolSize: 4, migrationsFolder };
    return {
      options,
      open: (more = {}) => openStore({ ...options, ...more }),
      drop: async () => void (await onServer(`drop database ${name} with (force)`)),
    };
  },
};

export const databases = [embedded, postgres];

for (const { name, skipped } of databases) if (skipped) console.warn(`store tests on ${name} are skipped: ${skipped}`);
