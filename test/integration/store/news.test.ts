import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { llmId, poolId } from '../../../src/domain/ids.js';
import type { News } from '../../../src/store/news/types.js';
import type { Store } from '../../../src/store/open-store.js';
import type { Scratch } from './support/databases.js';
import { embedded, onServer, postgres } from './support/databases.js';
import { catalogueOf, llm, manifest, sha256 } from './support/records.js';

/** Longer than any test: what is heard then was not found by looking. */
const NEVER_MS = 600_000;
const SOON = { timeout: 20_000, interval: 10 };

it('is not needed on the embedded database, which has one process', async () => {
  const scratch = await embedded.scratch();
  const store = await scratch.open();
  expect(await store.openNews({ pollMs: 1000 })).toBeNull();
  const done: string[] = [];
  expect(await store.turns.take('drift', 1e9, async () => void done.push('a'))).toBe(true);
  expect(await store.turns.take('drift', 1e9, async () => void done.push('b'))).toBe(true);
  expect(done).toEqual(['a', 'b']);
  await store.close();
  await scratch.drop();
});

describe.skipIf(postgres.skipped !== null)('news between two stores on one PostgreSQL', { timeout: 60_000 }, () => {
  let scratch: Scratch;
  let here: Store;
  let there: Store;
  let news: News;
  let heard: string[];
  /** What a reader does when it is told; throws where a test says so. */
  let fails: boolean;
  const jobs: (string | null)[] = [];

  const blob = Uint8Array.of(1, 2, 3);
  const set = (version: string) => manifest(version, [sha256(blob), sha256(blob), sha256(blob)]);
  const open = async (pollMs: number) => {
    heard = [];
    fails = false;
    const tell = (topic: string) => async () => {
      heard.push(topic);
      if (fails) throw new Error('the reader fails');
    };
    const opened = (await there.openNews({ pollMs })) as News;
    opened.onJob((change) => jobs.push(change && change.id));
    await opened.start({
      changed: { serving: tell('serving'), catalogue: tell('catalogue') },
      onFlush: () => heard.push('flush'),
    });
    return opened;
  };
  /** The connection that listens, by what it says of itself. */
  const cutOff = async () => {
    const { rowCount } = await onServer(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'theta-router news'`,
      [new URL(scratch.options.databaseUrl as string).pathname.slice(1)],
    );
    return rowCount;
  };

  beforeAll(async () => {
    scratch = await postgres.scratch();
    here = await scratch.open();
    there = await scratch.open();
    await here.catalogue.seed(catalogueOf([llm('alpha'), llm('beta')], { all: { llms: ['alpha'] } }), [], 0);
    await here.routerSets.save(set('v1'), new Map([[sha256(blob), blob]]));
    await here.routerSets.save(set('v2'), new Map());
  });
  beforeEach(async () => {
    news = await open(NEVER_MS);
  });
  afterEach(() => news.close());
  afterAll(async () => {
    await here?.close();
    await there?.close();
    await scratch?.drop();
  });

  it('tells of a promotion, and of nothing that happened before', async () => {
    expect(news.listening).toBe(true);
    await here.routerSets.promote(set('v2').version);
    await expect.poll(() => heard, SOON).toEqual(['serving']);
    await here.routerSets.rollBack(set('v1').version, set('v2').version);
    await expect.poll(() => heard, SOON).toEqual(['serving', 'serving']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an LLM', () => here.catalogue.change(() => [{ kind: 'putLlm', llm: llm('alpha', { tags: ['new'] }) }])],
    [
      'a price',
      () => here.catalogue.addPrice(llmId('alpha'), { inputPerMillion: 1, outputPerMillion: 2 }, 5_000, 'here'),
    ],
    ['a pool', () => here.catalogue.change(() => [{ kind: 'dropPool', pool: poolId('all') }])],
  ])('tells of %s', async (_what, change) => {
    await change();
    await expect.poll(() => heard, SOON).toContain('catalogue');
    expect(heard).not.toContain('serving');
  });

  it('tells of what any other program writes', async () => {
    const { rowCount } = await onDatabase(scratch, `update llms set name = 'renamed' where id = 'beta'`);
    expect(rowCount).toBe(1);
    await expect.poll(() => heard, SOON).toEqual(['catalogue']);
  });

  it('hears again after its connection was killed, and of what happened in between', async () => {
    expect(await cutOff()).toBe(1);
    await here.routerSets.promote(set('v2').version);
    await expect.poll(() => heard, SOON).toEqual(['serving']);
    await expect.poll(() => news.listening, SOON).toBe(true);
    await here.routerSets.promote(set('v1').version);
    await expect.poll(() => heard, SOON).toEqual(['serving', 'serving']);
  });

  it('finds by looking what no notification told of', async () => {
    await news.close();
    news = await open(50);
    // As if the notification had been lost: the trigger that sends it does not run.
    await onDatabase(scratch, `update revisions set revision = revision + 1 where topic = 'catalogue'`);
    await expect.poll(() => heard, SOON).toEqual(['catalogue']);
    // Nothing has changed since, so nothing more is told however often it looks.
    await expect.poll(() => jobs.filter((id) => id === null).length, SOON).toBeGreaterThan(5);
    expect(heard).toEqual(['catalogue']);
  });

  it('tells again of what a reader could not read', async () => {
    await news.close();
    news = await open(50);
    fails = true;
    await here.routerSets.promote(set('v2').version);
    await expect.poll(() => heard.length, SOON).toBeGreaterThan(2);
    fails = false;
    await here.routerSets.promote(set('v1').version);
    await expect.poll(() => heard.length, SOON).toBeGreaterThan(3);
  });

  it('asks every server to write its decisions', async () => {
    const other = (await here.openNews({ pollMs: NEVER_MS })) as News;
    await other.askForDecisions();
    await expect.poll(() => heard, SOON).toEqual(['flush']);
    await other.close();
  });
});

describe.skipIf(postgres.skipped !== null)('turns of two stores on one PostgreSQL', { timeout: 60_000 }, () => {
  let scratch: Scratch;
  let stores: Store[];
  beforeAll(async () => {
    scratch = await postgres.scratch();
    stores = [await scratch.open(), await scratch.open()];
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    await scratch?.drop();
  });
  const [a, b] = [0, 1].map((i) => (name: string, ms: number, work: () => Promise<void>) => {
    return (stores[i] as Store).turns.take(name, ms, work);
  }) as [Store['turns']['take'], Store['turns']['take']];
  const nothing = async () => {};

  it('let one work while it works, another at another thing, and nobody before it is due', async () => {
    let end = () => {};
    const working = new Promise<void>((resolve) => (end = resolve));
    let begun = false;
    const first = a('drift', 0, () => {
      begun = true;
      return working;
    });
    await expect.poll(() => begun, SOON).toBe(true);
    expect(await b('drift', 0, nothing)).toBe(false);
    expect(await b('refit', 0, nothing)).toBe(true);
    end();
    expect(await first).toBe(true);
    expect(await b('drift', 3_600_000, nothing)).toBe(false);
    expect(await b('drift', 0, nothing)).toBe(true);
  });

  it('go on after work that failed', async () => {
    const failing = () => Promise.reject(new Error('cannot'));
    await expect(a('learning', 0, failing)).rejects.toThrow('cannot');
    expect(await b('learning', 0, nothing)).toBe(true);
  });
});

async function onDatabase({ options }: Scratch, statement: string) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: options.databaseUrl as string });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
