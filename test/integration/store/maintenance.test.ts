import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedDatabase } from '../../../src/store/embedded/open-embedded.js';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.js';
import { silentLogger } from '../../../src/store/logger.js';
import { FakeScheduler } from '../../unit/store/fake-scheduler.js';
import { temporaryFolder } from './support/databases.js';

const CHECKPOINT_MS = 5 * 60_000;

describe('maintenance of the embedded database', { timeout: 120_000 }, () => {
  let folder: string;
  let embedded: EmbeddedDatabase;
  const scheduler = new FakeScheduler();
  const number = async (query: string) =>
    Number((await embedded.database.pool.query<{ n: string }>(`select (${query})::text as n`)).rows[0]?.n);
  const checkpoint = () => number("select checkpoint_lsn - '0/0' from pg_control_checkpoint()");
  const walMegabytes = () => number('select sum(size) / 1048576 from pg_ls_waldir()');
  /** Lets the timer fire and the maintenance it starts end; the pool serves one after the other. */
  const round = async () => {
    await scheduler.advance(CHECKPOINT_MS);
    await expect.poll(() => scheduler.pending, { timeout: 30_000 }).toBe(1);
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    embedded = await openEmbedded(folder, silentLogger);
    await embedded.database.pool.query('create table filler (n int, text text)');
    await embedded.maintain(scheduler);
  });
  afterAll(async () => {
    await embedded?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('checkpoints after writes, and not when nothing was written', async () => {
    const first = await checkpoint();
    await round();
    expect(await checkpoint()).toBe(first);
    await embedded.database.pool.query('insert into filler values (1)');
    await round();
    const second = await checkpoint();
    expect(second).toBeGreaterThan(first);
    await round();
    expect(await checkpoint()).toBe(second);
  });

  it('keeps the log small and analyses tables once an hour', async () => {
    await embedded.database.pool.query(
      "insert into filler select n, repeat('x', 500) from generate_series(1, 100000) n",
    );
    const before = await walMegabytes();
    expect(before).toBeGreaterThan(50);
    for (let i = 0; i < 12; i++) await round();
    expect(await walMegabytes()).toBeLessThan(before / 2);
    expect(await number("select reltuples from pg_class where relname = 'filler'")).toBe(100_001);
  });
});
