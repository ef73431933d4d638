import { readMigrationFiles } from 'drizzle-orm/migrator';
import { sql } from 'drizzle-orm';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMigrations } from '../../../src/store/apply-migrations.js';
import { backUpToFile } from '../../../src/store/backup/backup-file.js';
import { checkBackup } from '../../../src/store/backup/read-backup.js';
import { restoreInto } from '../../../src/store/backup/restore.js';
import type { Database } from '../../../src/store/database.js';
import type { EmbeddedDatabase } from '../../../src/store/embedded/open-embedded.js';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.js';
import { silentLogger } from '../../../src/store/logger.js';
import type { Place } from '../../../src/store/open-place.js';
import { migrateDatabase } from '../../../src/store/migrate.js';
import { contentOf, fillDatabase } from '../../fixtures/fill-database.js';
import type { Scratch } from './support/databases.js';
import { migrationsFolder, postgres } from './support/databases.js';
import { withDatabase } from './support/opened.js';

const MIGRATIONS = readMigrationFiles({ migrationsFolder });
const NEWEST = MIGRATIONS.at(-1)?.folderMillis as number;

/** As a new database is. */
async function empty(database: Database): Promise<void> {
  await database.run((db) => db.execute(sql.raw('drop schema public cascade')));
  await database.run((db) => db.execute(sql.raw('drop schema if exists drizzle cascade')));
  await database.run((db) => db.execute(sql.raw('create schema public')));
}
const rowCounts = async (database: Database) =>
  new Map([...(await database.run(contentOf))].map(([name, rows]) => [name, rows.length]));

describe('migrations', { timeout: 240_000 }, () => {
  let folder: string;
  let embedded: EmbeddedDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'theta-migrations-'));
    embedded = await openEmbedded(folder, silentLogger);
  });
  afterAll(async () => {
    await embedded?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(MIGRATIONS.slice(0, -1).map(({ folderMillis }, i) => [i, folderMillis] as const))(
    'lead from number %i, with rows in every table, to the newest',
    async (number, at) => {
      const { database } = embedded;
      await empty(database);
      const upTo = MIGRATIONS.slice(0, number + 1);
      await database.transaction(async (tx) => {
        await applyMigrations(tx, upTo);
        await fillDatabase(tx);
      });
      const before = await rowCounts(database);
      await migrateDatabase(database, migrationsFolder, silentLogger);
      const after = await rowCounts(database);
      // A migration may add rows and tables; it must not lose any.
      for (const [table, rows] of before) expect(after.get(table) ?? 0, table).toBeGreaterThanOrEqual(rows);
      const { rows } = await database.pool.query(
        'select max(created_at)::text as at from drizzle.__drizzle_migrations',
      );
      expect(rows).toEqual([{ at: String(NEWEST) }]);
      expect(at).toBeLessThan(NEWEST);
    },
  );
});

describe.skipIf(postgres.skipped !== null)('a backup of an earlier release', { timeout: 240_000 }, () => {
  const made: Scratch[] = [];
  const scratch = async () => {
    made.push(await postgres.scratch());
    return made.at(-1) as Scratch;
  };
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'theta-earlier-'));
  });
  afterAll(async () => {
    for (const one of made) await one.drop();
    await rm(folder, { recursive: true, force: true });
  });
  const about = { release: '0.0.1', createdAt: new Date(0) };
  const placeOf = ({ options: { databaseUrl, dataFolder } }: Scratch): Place => ({
    ...{ databaseUrl, dataFolder, migrationsFolder, logger: silentLogger },
  });

  it('becomes what migrating that database gives', async () => {
    // Every fifth, the newest included: each way is walked by the migrations above.
    for (let number = (MIGRATIONS.length - 1) % 5; number < MIGRATIONS.length; number += 5) {
      const [from, to] = [await scratch(), await scratch()];
      const file = join(folder, `${number}.gz`);
      const migrated = await withDatabase(from.options, async (database) => {
        await database.transaction(async (tx) => {
          await applyMigrations(tx, MIGRATIONS.slice(0, number + 1));
          await fillDatabase(tx);
        });
        await backUpToFile(placeOf(from), about, file, false);
        await migrateDatabase(database, migrationsFolder, silentLogger);
        return database.run(contentOf);
      });
      const checked = await checkBackup(file);
      expect(checked.header.migration).toBe(MIGRATIONS[number]?.folderMillis);
      await withDatabase(to.options, async (database) => {
        await restoreInto(database, file, checked, migrationsFolder);
        expect(await database.run(contentOf), `from number ${number}`).toEqual(migrated);
        // Nothing is left to do for a server that starts.
        await migrateDatabase(database, migrationsFolder, silentLogger);
      });
    }
  });

  it('has each row of a partitioned table once, and its partitions', async () => {
    const other = join(folder, 'migrations');
    await mkdir(join(other, 'meta'), { recursive: true });
    await writeFile(
      join(other, 'meta', '_journal.json'),
      JSON.stringify({ entries: [{ idx: 0, version: '7', when: 1000, tag: '0000_parts', breakpoints: true }] }),
    );
    await writeFile(
      join(other, '0000_parts.sql'),
      `create table owners (id integer primary key);--> statement-breakpoint
       create table events (id uuid not null, at timestamptz not null, owner integer references owners (id), twice integer generated always as (owner * 2) stored, primary key (id, at)) partition by range (at);--> statement-breakpoint
       create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');--> statement-breakpoint
       create table notes (event uuid, at timestamptz, foreign key (event, at) references events (id, at));--> statement-breakpoint
       insert into owners values (1)`,
    );
    const [from, to] = [await scratch(), await scratch()];
    const file = join(folder, 'parts.gz');
    const content = await withDatabase(from.options, async (database) => {
      await migrateDatabase(database, other, silentLogger);
      for (const statement of [
        'drop table notes',
        'drop table events_2025',
        'create table notes (event uuid, at timestamptz, foreign key (event, at) references events (id, at))',
        `create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01')`,
        'create table events_rest partition of events default',
        `insert into events (id, at, owner) select gen_random_uuid(), at, 1 from generate_series('2026-11-01'::timestamptz, '2027-02-01', '1 week') at`,
        'insert into notes select id, at from events',
      ])
        await database.pool.query(statement);
      return database.run(contentOf);
    });
    await backUpToFile({ ...placeOf(from), migrationsFolder: other }, about, file, false);
    const checked = await checkBackup(file);
    expect(checked.rows).toEqual(
      new Map([
        ['owners', 1],
        ['events', 14],
        ['notes', 14],
      ]),
    );
    await withDatabase(to.options, async (database) => {
      await restoreInto(database, file, checked, other);
      expect(await database.run(contentOf)).toEqual(content);
      const { rows } = await database.pool.query(
        `select relname from pg_class where relispartition and relkind = 'r' order by 1`,
      );
      expect(rows.map(({ relname }: { relname: string }) => relname)).toEqual(['events_2026', 'events_rest']);
    });
  });
});
