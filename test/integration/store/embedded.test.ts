import { cp, mkdir, readFile, readdir, rename, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EMBEDDED_POSTGRES, databaseFolder } from '../../../src/store/embedded/folder.js';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.js';
import { silentLogger } from '../../../src/store/logger.js';
import { openStore } from '../../../src/store/open-store.js';
import { migrationsFolder, temporaryFolder } from './support/databases.js';
import { startProcess } from './support/processes.js';
import { decision, id } from './support/records.js';
import { rejection } from './suites/context.js';

/** Name and size of every file under a folder. */
async function snapshot(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map(async (file) => `${file} ${(await readFile(file)).length}`))).sort();
}

// Each test starts processes or databases; on a busy machine that takes a while.
describe('embedded database', { timeout: 120_000 }, () => {
  let root: string;
  let dataFolder: string;
  let count = 0;
  const open = () => openStore({ dataFolder, poolSize: 1, migrationsFolder });
  const paths = () => databaseFolder(dataFolder);

  beforeAll(async () => {
    root = await temporaryFolder();
    dataFolder = join(root, 'template', 'made', 'on', 'demand');
    await (await open()).close();
    await rename(dataFolder, join(root, 'empty'));
  });
  beforeEach(async () => {
    // A copy of an empty database: making one takes seconds.
    dataFolder = join(root, `data-${count++}`);
    await cp(join(root, 'empty'), dataFolder, { recursive: true });
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const total = async () => {
    const store = await open();
    const page = await store.decisions.page({}, 10_000);
    await store.close();
    return page;
  };

  it('is PostgreSQL of the version that the folder check expects', async () => {
    expect((await readFile(join(paths().folder, 'PG_VERSION'), 'utf8')).trim()).toBe(EMBEDDED_POSTGRES);
  });

  it('keeps what was written over a clean stop and leaves no lock behind', async () => {
    const store = await open();
    const log = store.decisionLog({ batch: 10, delayMs: 10_000, limit: 10, onDrop: () => {} });
    log.append(decision(1));
    await store.close();
    expect((await total()).records).toEqual([decision(1)]);
    expect(await readdir(dataFolder)).toEqual(['database']);
  });

  it('refuses a second store on the folder, in this process and in another, and the first is unharmed', async () => {
    const first = startProcess(dataFolder, 'hold');
    await first.said('open');
    await expect(open()).rejects.toMatchObject({
      code: 'DATABASE_LOCKED',
      message: expect.stringContaining(`process ${first.child.pid} on `),
    });
    const second = startProcess(dataFolder, 'hold');
    expect(await second.said('failed')).toContain('DATABASE_LOCKED');
    first.child.stdin?.end();
    await first.said('closed');
    const store = await open();
    await expect(open()).rejects.toEqual(rejection('DATABASE_LOCKED'));
    expect((await store.decisions.page({}, 10)).totalCount).toBe(1);
    await store.close();
  });

  it.each([3, 20])(
    'loses nothing acknowledged when it is killed in the middle of inserts (%i batches)',
    async (batches) => {
      const killed = startProcess(dataFolder, 'insert');
      await killed.said('open');
      while (killed.lines.filter((line) => line.startsWith('acknowledged')).length < batches) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await killed.kill();
      const acknowledged = Number(killed.lines.findLast((line) => line.startsWith('acknowledged'))?.split(' ')[1]);
      expect(acknowledged).toBeGreaterThan(0);
      const { records } = await total();
      expect(records.length).toBeGreaterThanOrEqual(acknowledged);
      const numbers = records.map((record) => record.durationMs).sort((x, y) => x - y);
      expect(numbers).toEqual(numbers.map((_, n) => n));
      expect(records.every((record) => record.query === `query ${record.durationMs} `.repeat(20))).toBe(true);
    },
  );

  it('answers DATABASE_UNAVAILABLE, also to statements in flight, when its thread dies', async () => {
    const embedded = await openEmbedded(dataFolder, silentLogger);
    const { database, host } = embedded;
    const inFlight = database.run(() => database.pool.query('select count(*) from generate_series(1, 100000000)'));
    const seen = expect(inFlight).rejects.toEqual(rejection('DATABASE_UNAVAILABLE'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await host.kill();
    await seen;
    await expect(database.run(() => database.pool.query('select 1'))).rejects.toEqual(
      rejection('DATABASE_UNAVAILABLE'),
    );
    await embedded.close();
    expect((await total()).totalCount).toBe(0);
  });

  it('leaves the event loop free while a statement runs', async () => {
    const embedded = await openEmbedded(dataFolder, silentLogger);
    const { database } = embedded;
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const start = performance.now();
    await database.pool.query('select sum(sqrt(n)) from generate_series(1, 2000000) n');
    const elapsed = performance.now() - start;
    clearInterval(timer);
    await embedded.close();
    expect(elapsed).toBeGreaterThan(100);
    expect(ticks).toBeGreaterThan(elapsed / 5 / 4);
  });

  it('runs statements and transactions that are asked for at once one after the other', async () => {
    const embedded = await openEmbedded(dataFolder, silentLogger);
    const { database } = embedded;
    await database.pool.query('create table counter (n int); insert into counter values (0)');
    const add = (fail: boolean) =>
      database.transaction(async (tx) => {
        const { rows } = await tx.execute<{ n: number }>('select n from counter');
        await tx.execute(`update counter set n = ${(rows[0]?.n as number) + 1}`);
        if (fail) throw new Error('rolled back');
      });
    const work = Promise.allSettled(Array.from({ length: 20 }, (_, i) => add(i % 4 === 0)));
    const echo = Array.from({ length: 20 }, (_, i) => database.pool.query<{ n: number }>('select $1::int as n', [i]));
    expect((await Promise.all(echo)).map((result) => result.rows[0]?.n)).toEqual(echo.map((_, i) => i));
    expect((await work).filter((result) => result.status === 'rejected')).toHaveLength(5);
    expect((await database.pool.query('select n from counter')).rows).toEqual([{ n: 15 }]);
    await embedded.close();
  });

  it('does not let a broken connection leave its transaction to the next one', async () => {
    const embedded = await openEmbedded(dataFolder, silentLogger);
    const { database } = embedded;
    const client = await database.pool.connect();
    await client.query("begin; create table half (n int); set statement_timeout = '7s'");
    client.release(true);
    expect((await database.pool.query("select to_regclass('half') as found")).rows).toEqual([{ found: null }]);
    expect((await database.pool.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '0' }]);
    await embedded.close();
  });

  describe('with a folder that is not a whole database', () => {
    const control = () => join(paths().folder, 'global', 'pg_control');
    it.each<[string, string, () => Promise<unknown>]>([
      [
        'files of somebody else',
        'no PG_VERSION',
        async () => {
          await rm(paths().folder, { recursive: true });
          await mkdir(paths().folder);
          await writeFile(join(paths().folder, 'thesis.txt'), 'years of work');
        },
      ],
      ['no PG_VERSION', 'no PG_VERSION', () => unlink(join(paths().folder, 'PG_VERSION'))],
      ['a newer version', 'written by PostgreSQL "19"', () => writeFile(join(paths().folder, 'PG_VERSION'), '19\n')],
      ['an initdb that was cut off', 'pg_control is missing', () => unlink(control())],
      [
        'a file in its place',
        'ENOTDIR',
        async () => {
          await rm(paths().folder, { recursive: true });
          await writeFile(paths().folder, 'a file');
        },
      ],
    ])('refuses %s and changes nothing', async (_, why, damage) => {
      await damage();
      const before = await snapshot(dataFolder);
      await expect(open()).rejects.toMatchObject({
        code: 'DATABASE_CORRUPT',
        message: expect.stringContaining(why),
        hint: expect.any(String),
      });
      expect(await snapshot(dataFolder)).toEqual(before);
    });

    it('says so when PostgreSQL cannot start on it', async () => {
      await truncate(control(), 100);
      await expect(open()).rejects.toEqual(rejection('DATABASE_CORRUPT'));
      expect(await readdir(dataFolder)).toEqual(['database']);
    });

    it('creates the database again when a first start was cut off before the end', async () => {
      await rename(paths().folder, paths().newFolder);
      await unlink(join(paths().newFolder, 'PG_VERSION'));
      const store = await open();
      expect((await store.decisions.byIds([id(1)])).length).toBe(0);
      await store.close();
      expect(await readdir(dataFolder)).toEqual(['database']);
    });
  });

  it('says when the data folder cannot be made', async () => {
    dataFolder = join(dataFolder, 'database', 'PG_VERSION', 'deeper');
    await expect(open()).rejects.toEqual(rejection('FILE_UNREADABLE'));
  });
});
