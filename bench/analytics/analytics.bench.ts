/**
 * What the figures of analytics take on a million logged decisions in PostgreSQL, and on a hundred thousand in the embedded
 * database: `npm run bench:analytics [-- --postgres 1000000 --embedded 100000 --rounds 15]`. DATABASE_URL names a server where
 * a database may be created; 0 leaves a kind out. `--unit day` or `month` says how long partitions are. `--keep NAME` leaves that database behind, and measures on it where it is already there.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { llmId, routerId } from '../../src/domain/ids.js';
import type { Catalogue } from '../../src/domain/llm.js';
import { createTrafficService } from '../../src/routing/traffic/traffic.js';
import type { TrafficRequest } from '../../src/routing/traffic/types.js';
import type { Database } from '../../src/store/database.js';
import { SqlDecisionRepository } from '../../src/store/decision.repository.js';
import { openEmbedded } from '../../src/store/embedded/open-embedded.js';
import { silentLogger } from '../../src/store/logger.js';
import { migrateDatabase } from '../../src/store/migrate.js';
import { makePartitions } from '../../src/store/partitions/make-partitions.js';
import { openPostgres } from '../../src/store/postgres.js';
import { SqlTrafficRepository } from '../../src/store/traffic.repository.js';
import { percentile } from '../lib/measure.js';
import { table } from '../lib/table.js';
import { LLMS, generate } from './generate.js';

const { values } = parseArgs({
  options: {
    postgres: { type: 'string', default: '1000000' },
    embedded: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '15' },
    keep: { type: 'string' },
    unit: { type: 'string', default: 'day' },
  },
});
const migrations = join(import.meta.dirname, '../../migrations');
const rounds = Number(values.rounds);
const unit = values.unit === 'month' ? 'month' : 'day';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2027, 2, 15, 10, 20);
const reference = llmId(LLMS[0] as string);

/** What the same database takes in the same minute to sum up numbers that it makes itself: machines are shared. */
const BASELINE = sql`select sum(sqrt(x)), count(*) filter (where x % 7 = 0) from generate_series(1, 200000) x`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function measure(database: Database, kind: string, n: number, isThere = false) {
  const begin = performance.now();
  if (!isThere) {
    await migrateDatabase(database, migrations, silentLogger);
    for (let back = 31; back >= 0; back -= 7) await makePartitions(database, NOW - back * DAY, unit);
    await generate(database, n, NOW, migrations);
  }
  const size = await database.run((db) =>
    db.execute<{ name: string; rows: number; mib: number }>(
      sql`select t as name, (select count(*) from decisions)::int as rows, (select round(sum(pg_total_relation_size(p.oid)) / 1048576.0)::int from pg_class p
          where p.oid = t::regclass or p.oid in (select inhrelid from pg_inherits where inhparent = t::regclass)) as mib
        from unnest(array['decisions', 'traffic_rollup']) t`,
    ),
  );
  const rollup = await database.run((db) => db.$count(sql`traffic_rollup`));
  console.log(
    `\n${kind}: ${size.rows[0]?.rows} decisions${isThere ? '' : `, made in ${((performance.now() - begin) / 1000).toFixed(0)} s`}, ${rollup} rows of the rollup;`,
    size.rows.map(({ name, mib }) => `${name} ${mib} MiB`).join(', '),
  );
  const llms = new Map(LLMS.map((id) => [llmId(id), {}])) as unknown as Catalogue['llms'];
  const service = createTrafficService({
    repository: new SqlTrafficRepository(database),
    log: { flush: () => Promise.resolve() },
    catalogue: () => ({ llms, pools: new Map() }),
    clock: { now: () => NOW },
  });
  const decisions = new SqlDecisionRepository(database);
  const last = (ms: number) => ({ from: NOW - ms, to: NOW });
  const asked = (request: TrafficRequest) => () => service.traffic(request);
  const cases: [string, () => Promise<unknown>][] = [
    ['last hour by minute and LLM', asked({ filter: last(HOUR), groupBy: 'LLM', reference })],
    ['last 6 hours by 10 minutes and LLM', asked({ filter: last(6 * HOUR), groupBy: 'LLM', reference })],
    ['last 24 hours by hour and LLM', asked({ filter: last(DAY), groupBy: 'LLM', reference })],
    ['last 7 days by hour and LLM', asked({ filter: last(7 * DAY), groupBy: 'LLM', reference })],
    ['last 7 days by hour and label', asked({ filter: last(7 * DAY), groupBy: 'TAG', reference })],
    ['last 7 days by hour, one label', asked({ filter: { ...last(7 * DAY), tag: 'eu' }, groupBy: 'LLM', reference })],
    ['30 days by day and LLM', asked({ filter: last(30 * DAY), groupBy: 'LLM', reference })],
    [
      '30 days by day and version, one router',
      asked({ filter: { ...last(30 * DAY), router: routerId('knn') }, groupBy: 'VERSION', reference }),
    ],
    ['a year by week and pool', asked({ filter: last(365 * DAY), groupBy: 'POOL', reference })],
    ['newest 20 decisions', () => decisions.scan(last(7 * DAY), 21)],
    ['newest 20 of a rare LLM', () => decisions.scan({ ...last(7 * DAY), llm: llmId(LLMS[39] as string) }, 21)],
    ['newest 20 with a label', () => decisions.scan({ ...last(7 * DAY), tag: 'beta' }, 21)],
  ];
  const rows = [];
  for (const [query, work] of cases) {
    await work();
    const taken: number[] = [];
    const base: number[] = [];
    for (let r = 0; r < rounds; r++) {
      taken.push(await timed(work));
      base.push(await timed(() => database.run((db) => db.execute(BASELINE))));
    }
    const ms = (p: number) => Number(percentile(taken, p).toFixed(1));
    const baseline = percentile(base, 0.5);
    rows.push({
      query,
      'median ms': ms(0.5),
      'p95 ms': ms(0.95),
      'baseline ms': Number(baseline.toFixed(1)),
      ratio: Number((ms(0.5) / baseline).toFixed(2)),
      '≤ 200 ms': ms(0.5) <= 200 ? 'yes' : 'no',
    });
  }
  console.log(table(rows));
}

if (Number(values.postgres) > 0) {
  const server = process.env['DATABASE_URL'] || 'postgres://postgres@127.0.0.1:5432/postgres';
  const name = values.keep ?? `theta_bench_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
  const isThere = rowCount === 1;
  if (!isThere) await admin.query(`create database ${admin.escapeIdentifier(name)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openPostgres(url.href, { poolSize: 4, timeoutMs: 0 }, silentLogger);
  try {
    await measure(database, 'PostgreSQL', Number(values.postgres), isThere);
  } finally {
    await database.pool.end();
    if (values.keep === undefined) await admin.query(`drop database ${admin.escapeIdentifier(name)} with (force)`);
    await admin.end();
  }
}
if (Number(values.embedded) > 0) {
  const folder = await mkdtemp(join(tmpdir(), 'theta-bench-'));
  const embedded = await openEmbedded(folder, silentLogger);
  try {
    await measure(embedded.database, 'PGlite', Number(values.embedded));
  } finally {
    await embedded.close();
    await rm(folder, { recursive: true, force: true });
  }
}
