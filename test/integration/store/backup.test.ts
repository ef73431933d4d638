import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restore } from '../../../src/store/backup/backup.js';
import { backUpToFile } from '../../../src/store/backup/backup-file.js';
import { checkRestorable } from '../../../src/store/backup/restore.js';
import { readTables } from '../../../src/store/backup/tables.js';
import { silentLogger } from '../../../src/store/logger.js';
import type { Place } from '../../../src/store/open-place.js';
import { TABLES_OF_SERVERS } from '../../../src/store/backup/tables.js';
import { migrateDatabase } from '../../../src/store/migrate.js';
import { makePartitions } from '../../../src/store/partitions/make-partitions.js';
import * as schema from '../../../src/store/schema/index.js';
import { contentOf, fillDatabase } from '../../fixtures/fill-database.js';
import type { Scratch } from './support/databases.js';
import { databases, embedded, migrationsFolder } from './support/databases.js';
import { withDatabase } from './support/opened.js';
import { rejection } from './suites/context.js';

const ABOUT = { release: '9.9.9', createdAt: new Date(0) };
const TABLES = Object.values(schema)
  .filter((value) => is(value, PgTable))
  .map(getTableName)
  .filter((name) => !TABLES_OF_SERVERS.includes(name));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const placeOf = ({ options: { databaseUrl, dataFolder } }: Scratch): Place => ({
  databaseUrl,
  dataFolder,
  migrationsFolder,
  logger: silentLogger,
});
const contentAt = (scratch: Scratch) => withDatabase(scratch.options, (database) => database.run(contentOf));

describe.each(databases)('backup of $name', { timeout: 240_000 }, (source) => {
  const made: Scratch[] = [];
  const scratch = async (of = source) => {
    made.push(await of.scratch());
    return made.at(-1) as Scratch;
  };
  const file = () => join(folder, `${source.name}.gz`);
  let from: Scratch;
  let content: Awaited<ReturnType<typeof contentOf>>;

  beforeAll(async () => {
    if (source.skipped) return;
    from = await scratch();
    await withDatabase(from.options, async (database) => {
      await migrateDatabase(database, migrationsFolder, silentLogger);
      // As a store does that opens it: one that does so later changes nothing then.
      await makePartitions(database, Date.now(), 'month');
      await database.transaction((tx) => fillDatabase(tx));
    });
    content = await contentAt(from);
    await backUpToFile(placeOf(from), ABOUT, file(), false);
  });
  afterAll(async () => {
    for (const one of made) await one.drop();
  });

  it.skipIf(source.skipped !== null)('has rows of every table of the schema', async () => {
    expect([...content.keys()]).toEqual(expect.arrayContaining(TABLES));
    const { header, rows } = await checkRestorable(file(), migrationsFolder);
    expect(header).toMatchObject({ release: '9.9.9', createdAt: '1970-01-01T00:00:00.000Z', kind: source.name });
    expect(rows).toEqual(new Map([...content].map(([name, stored]) => [name, stored.length])));
    expect([...rows.values()].every((n) => n > 0)).toBe(true);
  });

  describe.each(databases)('restored into $name', (target) => {
    it.skipIf((source.skipped ?? target.skipped) !== null)(
      'holds the same, serves, counts on, and is not overwritten',
      async () => {
        const to = await scratch(target);
        await restore(placeOf(to), file());
        await withDatabase(to.options, async (database) => {
          expect(await database.run(contentOf)).toEqual(content);
          const tables = await database.run(readTables);
          expect(tables.flatMap(({ numbered }) => numbered).length).toBeGreaterThan(2);
          const { rows } = await database.pool.query<{ key: number }>(
            `insert into response_sources (name, created_at) values ('later', now()) returning key`,
          );
          expect(rows[0]?.key).toBe((content.get('response_sources')?.length ?? 0) + 1);
        });
        const store = await to.open();
        expect((await store.catalogue.load()).llms.size).toBe(content.get('llms')?.length);
        // Somebody uses it: the embedded one is locked, the other one is not empty.
        const used = target.name === 'embedded' ? 'DATABASE_LOCKED' : 'DATABASE_NOT_EMPTY';
        await expect(restore(placeOf(to), file())).rejects.toEqual(rejection(used));
        await store.close();
        await expect(restore(placeOf(to), file())).rejects.toEqual(rejection('DATABASE_NOT_EMPTY'));
        expect((await contentAt(to)).get('response_sources')?.some((row) => row.includes('later'))).toBe(true);
      },
    );
  });

  it.skipIf(source.skipped !== null)('stays as it is while it is used or replaced by mistake', async () => {
    const before = await readFile(file());
    await expect(backUpToFile(placeOf(from), ABOUT, file(), false)).rejects.toEqual(rejection('FILE_UNREADABLE'));
    const store = await from.open();
    const again = backUpToFile(placeOf(from), ABOUT, file(), true);
    if (source.name === 'embedded') await expect(again).rejects.toEqual(rejection('DATABASE_LOCKED'));
    else await again;
    await store.close();
    expect(gunzipSync(await readFile(file()))).toEqual(gunzipSync(before));
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });
});

describe('a backup file', { timeout: 240_000 }, () => {
  let target: Scratch;
  const whole = () => readFile(join(folder, 'embedded.gz'));
  beforeAll(async () => {
    target = await embedded.scratch();
  });
  afterAll(() => target.drop());
  const check = async (content: Uint8Array) => {
    const path = join(folder, 'other.gz');
    await writeFile(path, content);
    return checkRestorable(path, migrationsFolder);
  };
  /** Changes lines and signs them anew, as a mistake of a program would. */
  const signed = async (change: (lines: string[]) => string[]) => {
    const lines = gunzipSync(await whole())
      .toString()
      .split('\n')
      .slice(0, -1);
    const body = change(lines.slice(0, -1)).map((line) => `${line}\n`);
    const rows: Record<string, number> = {};
    let table = '';
    for (const line of body) {
      if (line.startsWith('["table"')) rows[(table = (JSON.parse(line) as [string, { name: string }])[1].name)] = 0;
      else if (line.startsWith('{')) rows[table] = (rows[table] ?? 0) + 1;
    }
    const sha256 = createHash('sha256').update(body.join('')).digest('hex');
    return gzipSync(`${body.join('')}${JSON.stringify(['end', { rows, sha256 }])}\n`);
  };

  it('is refused when a byte of it differs or is missing', async () => {
    const good = await whole();
    // Bytes 4 to 9 of gzip say when and where it was packed.
    const step = Math.ceil(good.length / 60);
    for (let at = 10; at < good.length; at += step) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] as number) ^ 0x10;
      await expect(check(bad), `byte ${at} changed`).rejects.toEqual(rejection('BACKUP_DAMAGED'));
      await expect(check(good.subarray(0, at)), `cut at ${at}`).rejects.toEqual(rejection('BACKUP_DAMAGED'));
    }
    const lines = gunzipSync(good).toString().split('\n');
    for (const left of [1, 2, 5, lines.length - 3]) {
      const text = lines.filter((_, i) => i !== left).join('\n');
      await expect(check(gzipSync(text)), `without line ${left}`).rejects.toEqual(rejection('BACKUP_DAMAGED'));
    }
    await expect(check(gzipSync([...lines.slice(0, -1), lines[0], ''].join('\n')))).rejects.toEqual(
      rejection('BACKUP_DAMAGED'),
    );
    await expect(check(good)).resolves.toBeDefined();
  });

  it('is refused when it is something else, or of a newer release or layout', async () => {
    const foreign = rejection('BACKUP_FOREIGN');
    await expect(check(Buffer.from('PGDMP'))).rejects.toEqual(foreign);
    await expect(check(gzipSync('{"llms":[]}\n'))).rejects.toEqual(foreign);
    await expect(check(gzipSync('id,name\n1,a\n'))).rejects.toEqual(foreign);
    const header = (more: object) => (lines: string[]) => [
      JSON.stringify(['theta-backup', { ...(JSON.parse(lines[0] as string) as [string, object])[1], ...more }]),
      ...lines.slice(1),
    ];
    await expect(check(await signed(header({ format: 2, unheard: true })))).rejects.toEqual(foreign);
    await expect(check(await signed(header({ migration: 9_000_000_000_000 })))).rejects.toEqual(foreign);
    await expect(check(await signed(header({ migration: 1 })))).rejects.toEqual(foreign);
    await expect(checkRestorable(join(folder, 'absent'), migrationsFolder)).rejects.toEqual(
      rejection('FILE_UNREADABLE'),
    );
  });

  it('changes nothing when the database refuses a row, or has other tables', async () => {
    const path = join(folder, 'other.gz');
    const twice = (lines: string[]) => lines.flatMap((line) => (line.startsWith('{"only"') ? [line, line] : [line]));
    await writeFile(path, await signed(twice));
    await expect(restore(placeOf(target), path)).rejects.toEqual(rejection('INTERNAL'));
    await writeFile(path, await signed((lines) => lines.map((line) => line.replace('"promoted_at"]', '"elsewhere"]'))));
    await expect(restore(placeOf(target), path)).rejects.toEqual(rejection('BACKUP_FOREIGN'));
    expect([...(await contentAt(target)).keys()]).toEqual([]);
  });
});

it('refuses to save what is not there, and makes no folder for it', async () => {
  const place = { databaseUrl: undefined, dataFolder: join(folder, 'none'), migrationsFolder, logger: silentLogger };
  await expect(backUpToFile(place, ABOUT, join(folder, 'none.gz'), false)).rejects.toEqual(rejection('CONFIG_INVALID'));
  expect((await readdir(folder)).filter((name) => name.startsWith('none'))).toEqual([]);
});
