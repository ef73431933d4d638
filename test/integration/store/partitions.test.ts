import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/database.js';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.js';
import { silentLogger } from '../../../src/store/logger.js';
import { migrateDatabase } from '../../../src/store/migrate.js';
import { listPartitions } from '../../../src/store/partitions/list-partitions.js';
import { makePartitions } from '../../../src/store/partitions/make-partitions.js';
import { openPostgres } from '../../../src/store/postgres.js';
import { SqlDecisionRepository } from '../../../src/store/decision.repository.js';
import { DecisionWriter } from '../../../src/store/insert-decisions.js';
import { SqlFeedbackRepository } from '../../../src/store/feedback.repository.js';
import { SqlShadowRepository } from '../../../src/store/shadow.repository.js';
import { SqlTrafficRepository } from '../../../src/store/traffic.repository.js';
import { SqlRetentionRepository } from '../../../src/store/retention.repository.js';
import { createRetentionService } from '../../../src/jobs/retention/retention.js';
import { routerId, versionId } from '../../../src/domain/ids.js';
import type { Scratch } from './support/databases.js';
import { databases, migrationsFolder, postgres } from './support/databases.js';
import { migrationsUpTo } from './support/older-release.js';
import { decision, idAt, ranking } from './support/records.js';

const DAY = 86_400_000;
const MIDNIGHT = (Math.floor(Date.now() / DAY) + 1) * DAY;

/** A database behind no store: nothing makes partitions but the test. */
interface Bare {
  readonly database: Database;
  readonly close: () => Promise<void>;
}
async function bare({ options }: Scratch): Promise<Bare> {
  if (options.databaseUrl === undefined) {
    const opened = await openEmbedded(options.dataFolder, silentLogger);
    return { database: opened.database, close: () => opened.close() };
  }
  const database = await openPostgres(options.databaseUrl, { poolSize: 4, timeoutMs: 0 }, silentLogger);
  return { database, close: () => database.pool.end() };
}

const at = (ms: number, n: number, more = {}) => decision(n, { id: idAt(ms, n), createdAt: ms, ...more });
const said = (n: number, decisionId: string, createdAt: number) => ({
  ...{ id: idAt(createdAt, n), decisionId, createdAt, score: 0.5, thumbs: null, preferredLlm: null },
  ...{ correctedLabel: null, reporter: 'ann', idempotencyKey: null },
});
const shadow = (decisionId: string) => ({
  ...{ decisionId, router: routerId('knn'), version: versionId('v1'), ranking: ranking(0.8) },
});

for (const kind of databases) {
  describe.skipIf(kind.skipped !== null)(`decisions by time on ${kind.name}`, { timeout: 120_000 }, () => {
    let scratch: Scratch;
    let open: Bare;
    let database: Database;
    /** Rows of each partition, by its name. */
    const where = async () => {
      const rows = await database.run((db) =>
        db.execute<{ name: string; n: number }>(
          sql`select tableoid::regclass::text as name, count(*)::int as n from decisions group by 1 order by 1`,
        ),
      );
      return Object.fromEntries(rows.rows.map(({ name, n }) => [name, n]));
    };
    const names = async () => (await database.run(listPartitions)).map(({ name }) => name);
    const write = (...records: ReturnType<typeof at>[]) => new DecisionWriter(database).write(records);
    const countOf = (table: string) => database.run((db) => db.$count(sql.raw(table)));

    beforeAll(async () => {
      scratch = await kind.scratch();
      open = await bare(scratch);
      database = open.database;
    });
    afterAll(async () => {
      await open?.close();
      await scratch?.drop();
    });

    it('keep what an earlier release logged, where it lies', async () => {
      const older = await migrationsUpTo(15);
      await migrateDatabase(database, older.folder, silentLogger);
      await older.drop();
      const yesterday = MIDNIGHT - 1.5 * DAY;
      const stray = { ...at(yesterday, 3), id: 'a8098c1a-f86e-41da-bd1a-00112444be1e' };
      const future = at(MIDNIGHT + 400 * DAY, 4);
      const long = at(Date.UTC(2019, 0, 1), 5);
      const records = [at(yesterday, 1, { query: null }), at(yesterday + 1, 2), stray, future, long];
      // A later release has it, and so has the writer of this one.
      await database.run((db) => db.execute(sql`alter table decisions add principal text`));
      await write(...records);
      await database.run((db) => db.execute(sql`alter table decisions drop principal`));
      const feedback = new SqlFeedbackRepository(database);
      const spoken = [said(1, records[0]?.id as string, yesterday + 9), said(2, stray.id, yesterday + 10)];
      await feedback.add(spoken);
      const shadows = new SqlShadowRepository(database);
      await shadows.add([shadow(stray.id), shadow(long.id)]);
      const sums = await countOf('traffic_rollup');

      await migrateDatabase(database, migrationsFolder, silentLogger);
      expect(await where()).toEqual({ decisions_before: 3, decisions_default: 2 });
      const decisions = new SqlDecisionRepository(database);
      const ids = records.map(({ id }) => id);
      expect(await decisions.byIds(ids)).toEqual(records);
      expect(await decisions.scan({}, 10)).toEqual([future, records[1], stray, records[0], long]);
      expect(await feedback.byDecisions(ids)).toEqual(spoken);
      expect([...(await shadows.byDecisions(routerId('knn'), ids)).keys()].sort()).toEqual([long.id, stray.id].sort());
      expect(await countOf('traffic_rollup')).toBe(sums);
      // Known ids are still known, and nothing counts twice.
      await write(...records);
      expect(await countOf('decisions')).toBe(5);
    });

    it('have partitions a week ahead, which several servers make at once', async () => {
      const now = MIDNIGHT - 1;
      const made = await Promise.all([1, 2, 3, 4].map(() => makePartitions(database, now, 'day')));
      expect(made.flat()).toHaveLength(7);
      expect(made.filter((one) => one.length > 0)).toHaveLength(1);
      expect(await names()).toEqual(['decisions_before', ...made.flat()]);
      expect(await makePartitions(database, now, 'month')).toEqual([]);
      const later = at(MIDNIGHT + 3 * DAY, 10);
      await write(later, at(MIDNIGHT - 1, 11));
      expect(await where()).toMatchObject({ decisions_before: 4, [made.flat()[3] as string]: 1 });
      // Indexes and the key are those of the whole.
      const indexes = await database.run((db) =>
        db.execute(sql`select 1 from pg_index i join pg_inherits p on p.inhrelid = i.indexrelid
          where i.indrelid = ${made.flat()[0] as string}::regclass`),
      );
      expect(indexes.rows).toHaveLength(2);
    });

    it('move out of the default partition when theirs is made, with what refers to them', async () => {
      const ms = MIDNIGHT + 400 * DAY;
      const [found] = await new SqlDecisionRepository(database).scan({}, 1);
      const id = found?.id as string;
      const feedback = new SqlFeedbackRepository(database);
      const shadows = new SqlShadowRepository(database);
      await feedback.add([said(20, id, ms)]);
      await shadows.add([shadow(id)]);
      expect((await where())['decisions_default']).toBe(2);
      const made = await makePartitions(database, ms, 'day');
      expect(await where()).toMatchObject({ decisions_default: 1, [made[0] as string]: 1 });
      expect(await new SqlDecisionRepository(database).byIds([id])).toEqual([found]);
      expect(await feedback.byDecisions([id])).toHaveLength(1);
      expect((await shadows.byDecisions(routerId('knn'), [id])).size).toBe(1);
    });

    it('part at the end of a year, and are found on both sides', async () => {
      const end = Date.UTC(2031, 0, 1);
      expect(await makePartitions(database, end - 5, 'month')).toEqual(['decisions_20301201', 'decisions_20310101']);
      const [last, first] = [at(end - 1, 30), at(end, 31)];
      await write(last, first);
      expect(await where()).toMatchObject({ decisions_20301201: 1, decisions_20310101: 1 });
      const decisions = new SqlDecisionRepository(database);
      expect(await decisions.scan({ from: end - 1, to: end + 1 }, 5)).toEqual([first, last]);
      expect(await decisions.scan({ from: end - 1, to: end }, 5)).toEqual([last]);
      expect(await decisions.scan({ from: end }, 5)).toEqual([first]);
      expect(await decisions.scan({ from: end - 1 }, 5, first.id)).toEqual([last]);
    });

    it('go to the default partition where they come late or far too early, and are found all the same', async () => {
      const strange = at(Date.UTC(2031, 5, 1), 40);
      await write(strange);
      expect((await where())['decisions_default']).toBe(2);
      const decisions = new SqlDecisionRepository(database);
      expect(await decisions.scan({ from: strange.createdAt, to: strange.createdAt + 1 }, 5)).toEqual([strange]);
    });

    it('leave by whole partitions and, where one is cut, row by row, with what refers to them', async () => {
      const before = MIDNIGHT - DAY;
      const keep = at(before, 50);
      const edge = Date.UTC(2030, 11, 31);
      await write(keep);
      const feedback = new SqlFeedbackRepository(database);
      await feedback.add([said(51, keep.id, before + 1)]);
      const retention = new SqlRetentionRepository(database);
      const run = (now: number, days: number) =>
        createRetentionService({
          store: retention,
          settings: { decisionDays: days, sumDays: null },
          clock: { now: () => now, monotonic: () => 0 },
          breathe: () => Promise.resolve(),
        }).run();
      // Yesterday and older go, from the middle of the first partition and from the default one.
      const first = await run(MIDNIGHT - 1, 0);
      expect(first).toMatchObject({ decisions: 4, feedback: 2, shadows: 2, partitions: [], finished: true });
      expect((await where())['decisions_before']).toBe(2);
      expect(await run(MIDNIGHT - 1, 0)).toMatchObject({ decisions: 0, feedback: 0, finished: true });
      expect(await feedback.byDecisions([keep.id])).toHaveLength(1);

      const sums = await countOf('traffic_rollup');
      const second = await run(edge, 0);
      // The month of that day is cut: its row is of the day itself and stays.
      expect(second).toMatchObject({ decisions: 4, feedback: 2, shadows: 1, finished: true });
      expect(second.partitions).toContain('decisions_before');
      expect(await names()).toEqual(['decisions_20301201', 'decisions_20310101']);
      expect(await where()).toEqual({ decisions_20301201: 1, decisions_20310101: 1, decisions_default: 1 });
      expect(await countOf('traffic_rollup')).toBe(sums);
      expect(await countOf('feedback')).toBe(0);
      expect(await countOf('shadow_decisions')).toBe(0);
      await expect(feedback.add([said(52, keep.id, edge)])).rejects.toMatchObject({ code: 'UNKNOWN_DECISION' });
      // Late rows of a partition that is gone are taken, and leave with the next run.
      await write(keep);
      expect(await run(edge, 0)).toMatchObject({ decisions: 1, partitions: [] });
    });

    it('leave while others read, write and remove: everybody sees a whole partition or none of it', async () => {
      const start = Date.UTC(2040, 0, 1);
      await makePartitions(database, start, 'day');
      const day = (d: number) => Array.from({ length: 40 }, (_, i) => at(start + d * DAY + i, 100 + 40 * d + i));
      await write(...[0, 1, 2, 3].flatMap(day));
      const feedback = new SqlFeedbackRepository(database);
      await feedback.add(
        [0, 1, 2].flatMap((d) => day(d).map(({ id }, i) => said(500 + 40 * d + i, id, start + 5 * DAY))),
      );
      const runs = [1, 2].map(() =>
        createRetentionService({
          store: new SqlRetentionRepository(database),
          settings: { decisionDays: 3, sumDays: null },
          clock: { now: () => start + 6 * DAY, monotonic: () => 0 },
          breathe: () => Promise.resolve(),
        }).run(),
      );
      let running = true;
      const all = Promise.all(runs).finally(() => (running = false));
      const seen = new Set<number>();
      for (let n = 0; running; n++) {
        const rows = await new SqlDecisionRepository(database).count({ from: start, to: start + 3 * DAY });
        seen.add(rows % 40);
        await write(at(start + 3 * DAY + 100 + n, 2000 + n));
      }
      const reports = await all;
      expect([...seen]).toEqual([0]);
      const total = (of: 'decisions' | 'feedback') => reports.reduce((sum, report) => sum + report[of], 0);
      const again = await createRetentionService({
        store: new SqlRetentionRepository(database),
        settings: { decisionDays: 3, sumDays: null },
        clock: { now: () => start + 6 * DAY, monotonic: () => 0 },
        breathe: () => Promise.resolve(),
      }).run();
      expect(again.finished).toBe(true);
      expect(total('feedback') + again.feedback).toBe(120);
      expect(total('decisions') + again.decisions).toBe(120 + 3);
      expect(await countOf('feedback')).toBe(0);
    });

    it('are counted by minutes as they are kept, while sums of hours stay until their own time', async () => {
      const traffic = new SqlTrafficRepository(database);
      const start = Date.UTC(2040, 0, 1);
      const of = async (bucket: 'MINUTE' | 'HOUR', from: number) => {
        const query = { filter: { from, to: from + DAY }, bucket, reference: null } as const;
        const [sums] = (await traffic.sums(query, null)).values();
        return [...(sums?.values() ?? [])].reduce((n, { decisions }) => n + decisions, 0);
      };
      expect([await of('MINUTE', start), await of('HOUR', start)]).toEqual([0, 40]);
      const kept = await of('MINUTE', start + 3 * DAY);
      expect(kept).toBeGreaterThanOrEqual(40);
      expect(await of('HOUR', start + 3 * DAY)).toBe(kept);
      const retention = new SqlRetentionRepository(database);
      const removed = [];
      for (let next = 'more'; next === 'more';) {
        const step = await retention.expireSums(start + 3 * DAY, 5);
        removed.push(step.sums);
        next = step.next;
      }
      expect(removed.length).toBeGreaterThan(2);
      expect([await of('HOUR', start), await of('HOUR', start + 3 * DAY)]).toEqual([0, kept]);
    });
  });
}

describe.skipIf(postgres.skipped !== null)('decisions of the first release', { timeout: 60_000 }, () => {
  it('are kept by every migration since', async () => {
    const scratch = await postgres.scratch();
    const { database, close } = await bare(scratch);
    const first = await migrationsUpTo(0);
    try {
      await migrateDatabase(database, first.folder, silentLogger);
      const id = idAt(Date.UTC(2025, 5, 1), 1);
      const numbers = sql.raw(`decode('${'0000803f'.repeat(2)}', 'hex')`);
      await database.run((db) =>
        db.execute(sql`insert into decisions values (${id}, '2025-06-01', 'text', null, 'mirt', 'v1', null, 0.8, 0.3, 'alpha', 1, 1, true,
          '["alpha"]', ${numbers}, 1.5, '{}')`),
      );
      await database.run((db) =>
        db.execute(sql`insert into feedback values (gen_random_uuid(), ${id}, 'score', '0.5', null, '2025-06-02')`),
      );
      await migrateDatabase(database, migrationsFolder, silentLogger);
      const found = await new SqlDecisionRepository(database).scan({ from: Date.UTC(2025, 5, 1) }, 5);
      expect(found).toMatchObject([{ id, query: 'text', llm: 'alpha', ranking: { llms: ['alpha'] } }]);
      expect(await new SqlFeedbackRepository(database).byDecisions([id])).toMatchObject([{ score: 0.5 }]);
      expect(await database.run(listPartitions)).toMatchObject([{ name: 'decisions_before' }]);
    } finally {
      await close();
      await first.drop();
      await scratch.drop();
    }
  });
});
