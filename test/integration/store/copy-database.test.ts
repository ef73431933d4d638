import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import { COPIED_TABLES, TABLES_OF_SERVERS, copyToPostgres } from '../../../src/store/copy-database.js';
import { silentLogger } from '../../../src/store/logger.js';
import * as schema from '../../../src/store/schema/index.js';
import type { Scratch } from './support/databases.js';
import { embedded, migrationsFolder, postgres } from './support/databases.js';
import { catalogueOf, decision, evaluation, id, llm, manifest, sha256 } from './support/records.js';
import { rejection, write } from './suites/context.js';

it('copies every table of the schema but those of running servers', () => {
  const tables = Object.values(schema).filter((value) => is(value, PgTable));
  expect([...COPIED_TABLES.map(([name]) => name), ...TABLES_OF_SERVERS].sort()).toEqual(
    tables.map(getTableName).sort(),
  );
});

describe.skipIf(postgres.skipped !== null)('copy of the embedded database to PostgreSQL', { timeout: 120_000 }, () => {
  let from: Scratch;
  let to: Scratch;
  beforeAll(async () => {
    [from, to] = await Promise.all([embedded.scratch(), postgres.scratch()]);
  });
  afterAll(async () => {
    await Promise.all([from?.drop(), to?.drop()]);
  });

  it('keeps everything, continues its numbers and refuses a second copy', async () => {
    const blob = new Uint8Array(1000).map((_, i) => i);
    const set = manifest('v1', [sha256(blob), sha256(blob), sha256(blob)]);
    const answer = (text: string, performance: number) => ({
      text,
      task: null,
      llm: llmId('alpha'),
      performance,
      cost: 0.1,
      inputTokens: null,
      outputTokens: 3,
    });
    const feedback = {
      id: id(7),
      decisionId: id(1),
      createdAt: 5,
      score: 0.25,
      thumbs: null,
      preferredLlm: null,
      correctedLabel: null,
      reporter: 'somebody',
      idempotencyKey: 'k',
    };
    const store = await from.open();
    await store.catalogue.seed(catalogueOf([llm('alpha'), llm('beta')], { all: { llms: ['beta', 'alpha'] } }), [], 0);
    await store.routerSets.save(set, new Map([[sha256(blob), blob]]));
    await store.responses.add('import', [[answer('one', 0.1), answer('two', 1 / 3)]]);
    await write(store, [decision(1), decision(2, { tags: ['a "b"', 'c,d'], query: null })]);
    await store.feedback.add([feedback]);
    await store.evaluations.add(evaluation(3, { report: { 'a "b"': [0.1, null, '\\'] } }));
    await store.vectors.put('bert', new Map([['d', new Float32Array([0.1, -1e-40, 3])]]));
    const everything = async (s: typeof store) => [
      await s.catalogue.load(),
      await s.routerSets.current(),
      await s.routerSets.promotions(),
      Buffer.from(await s.routerSets.blob(sha256(blob))).toString('hex'),
      await s.responses.matrix(),
      await s.responses.sources(),
      await s.decisions.page({}, 10),
      await s.feedback.byDecisions([id(1)]),
      await s.evaluations.get(id(3)),
      await s.vectors.get('bert', ['d']),
    ];
    const before = await everything(store);
    await store.close();

    const options = {
      dataFolder: from.options.dataFolder,
      databaseUrl: to.options.databaseUrl as string,
      migrationsFolder,
      logger: silentLogger,
    };
    expect((await copyToPostgres(options)).get('responses')).toBe(2);
    const copied = await to.open();
    expect(await everything(copied)).toEqual(before);
    expect(await copied.responses.add('later', [[answer('three', 1)]])).toEqual({ queries: 1, responses: 1 });
    await copied.close();
    await expect(copyToPostgres(options)).rejects.toEqual(rejection('CONFIG_INVALID'));
  });
});
