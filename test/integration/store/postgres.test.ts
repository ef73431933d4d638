import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/open-store.js';
import { openStore } from '../../../src/store/open-store.js';
import type { Scratch } from './support/databases.js';
import { migrationsFolder, onServer, postgres } from './support/databases.js';
import { decision } from './support/records.js';

const openAt = (databaseUrl: string) => openStore({ databaseUrl, dataFolder: 'unused', poolSize: 2, migrationsFolder });

describe('a PostgreSQL that cannot be reached', () => {
  it('is named by host and port, never by password', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const error = await openAt(`postgres://theta:very-secret@127.0.0.1:${port}/theta`).catch(
      (e: unknown) => e as Error,
    );
    expect(error).toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
    expect(JSON.stringify(error) + (error as Error).message).not.toContain('very-secret');
  });

  it('is given up after a few seconds when it accepts and never answers', async () => {
    const server = createServer(() => {}).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const start = performance.now();
    await expect(openAt(`postgres://theta@127.0.0.1:${port}/theta`)).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
    });
    expect(performance.now() - start).toBeLessThan(10_000);
    server.close();
  });

  it('is refused when the address is none', async () => {
    await expect(openAt('postgres://theta@host:port/x')).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe.skipIf(postgres.skipped !== null)('a real PostgreSQL', { timeout: 120_000 }, () => {
  let scratch: Scratch;
  const name = () => new URL(scratch.options.databaseUrl as string).pathname.slice(1);
  const terminate = () =>
    onServer('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name()]);

  beforeAll(async () => {
    scratch = await postgres.scratch();
  });
  afterAll(() => scratch?.drop());

  it('is migrated once when several servers start on it at the same time', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => scratch.open({ poolSize: 2 })));
    for (const store of stores) expect((await store.decisions.page({}, 1)).totalCount).toBe(0);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('is left untouched by a later start', async () => {
    const before = await tables(scratch);
    await (await scratch.open()).close();
    expect(await tables(scratch)).toEqual(before);
    expect(before).toBeGreaterThan(10);
  });

  it('loses no decision when its connections are cut again and again', async () => {
    const store: Store = await scratch.open();
    const dropped: unknown[] = [];
    const log = store.decisionLog({ batch: 20, delayMs: 1, limit: 10_000, onDrop: (_, cause) => dropped.push(cause) });
    for (let n = 0; n < 2000; n++) {
      log.append(decision(n));
      if (n % 100 === 50) await Promise.all([terminate(), log.flush().catch(() => {})]);
    }
    await expect.poll(() => log.flush().then(() => 'written', String), { timeout: 20_000 }).toBe('written');
    expect((await store.decisions.page({}, 0)).totalCount).toBe(2000);
    expect(dropped).toEqual([]);
    await store.close();
  });

  it('rolls back what was written on a connection that is cut in the middle of a transaction', async () => {
    const store = await scratch.open();
    async function* rows() {
      for (let i = 0; i < 2500; i++) {
        if (i === 2400) await terminate();
        yield [
          {
            text: `text ${i}`,
            task: null,
            llm: 'a',
            performance: 1,
            cost: null,
            inputTokens: null,
            outputTokens: null,
          } as never,
        ];
      }
    }
    await expect(store.responses.add('cut', rows())).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(await store.responses.sources()).toEqual([]);
    await store.close();
  });
});

async function tables(scratch: Scratch): Promise<number> {
  const pg = await import('pg');
  const client = new pg.default.Client({ connectionString: scratch.options.databaseUrl });
  await client.connect();
  const result = await client.query<{ n: number }>(
    "select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace",
  );
  await client.end();
  return result.rows[0]?.n as number;
}
