import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scratch } from './support/databases.js';
import { migrationsFolder, postgres } from './support/databases.js';
import { write } from './suites/context.js';
import { randomTraffic } from './suites/traffic.suite.js';

/** Without sums whose last places depend on the order of adding. */
const ROLLUP = `select per_llm, hours, tag, starts_at, key, llm, router, version, pool, candidates, decisions, abstention_on, abstained, predictions,
  round(predicted_sum::numeric, 6) as predicted_sum, expected_usd, candidate_usd, feedback, scores, round(score_sum::numeric, 6) as score_sum,
  thumbs_up, thumbs_down, latency from traffic_rollup order by per_llm, hours, tag, starts_at, key`;

describe.skipIf(postgres.skipped !== null)('the migration to the rollup', { timeout: 60_000 }, () => {
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await postgres.scratch();
  });
  afterAll(() => scratch?.drop());

  it('counts what was logged before it as the server counts what it logs', async () => {
    const store = await scratch.open();
    const { records, said } = randomTraffic(300, 1, 5);
    await write(
      store,
      records.map((record) => ({ ...record, expectedUsd: null })),
    );
    await store.feedback.add(said);
    await store.close();

    const client = new pg.Client({ connectionString: scratch.options.databaseUrl });
    await client.connect();
    const counted = await client.query(ROLLUP);
    await client.query('delete from traffic_rollup');
    const migration = await readFile(join(migrationsFolder, '0015_traffic.sql'), 'utf8');
    await client.query(migration.split('--> statement-breakpoint').at(-1) as string);
    const filled = await client.query(ROLLUP);
    await client.end();
    expect(counted.rows.length).toBeGreaterThan(300);
    expect(filled.rows).toEqual(counted.rows);
  });
});
