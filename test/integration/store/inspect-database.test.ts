import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../src/store/logger.js';
import { migrateDatabase } from '../../../src/store/migrate.js';
import type { Place } from '../../../src/store/open-place.js';
import { inspectDatabase } from '../../../src/store/inspect-database.js';
import type { Scratch } from './support/databases.js';
import { databases, migrationsFolder } from './support/databases.js';
import { withDatabase } from './support/opened.js';

describe.each(databases)('looking into $name', { timeout: 120_000 }, (kind) => {
  const { name, skipped } = kind;
  let made: Scratch;
  let place: Place;
  beforeAll(async () => {
    if (skipped) return;
    made = await kind.scratch();
    place = { databaseUrl: undefined, ...made.options, migrationsFolder, logger: silentLogger };
  });
  afterAll(() => made?.drop());

  it.skipIf(skipped !== null)('changes nothing, and sees what is there', async () => {
    const facts = await inspectDatabase(place, [], (found) => Promise.resolve(found));
    if (name === 'embedded') expect(facts).toBeNull();
    else expect(facts).toMatchObject({ migrations: { applied: 0, newer: false }, contents: null });

    await withDatabase(made.options, async (database) => {
      await migrateDatabase(database, migrationsFolder, silentLogger);
      await database.pool.query(
        `insert into refits (id, trigger, label, status, created_at, alive_at) values (gen_random_uuid(), 'SCHEDULE', '', 'RUNNING', now(), now() - interval '1 hour')`,
      );
    });
    const whole = await inspectDatabase(place, [], (found) => Promise.resolve(found));
    expect(whole?.migrations.applied).toBe(whole?.migrations.known);
    expect(whole?.contents).toMatchObject({ serving: null, refits: { open: 1 } });
    expect(whole?.contents?.refits.silentMs).toBeGreaterThan(3_500_000);
    expect(Math.abs(whole?.clockAheadMs ?? NaN)).toBeLessThan(60_000);

    await withDatabase(made.options, (database) =>
      database.pool.query(
        `insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9000000000000)`,
      ),
    );
    const newer = await inspectDatabase(place, [], (found) => Promise.resolve(found));
    expect(newer).toMatchObject({ migrations: { newer: true }, contents: null });
  });
});
