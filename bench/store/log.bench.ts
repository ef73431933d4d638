/**
 * How fast the decision log writes on both databases, and what a million decisions weigh: `npm run bench:log [-- --decisions
 * 20000 --rounds 5]`. DATABASE_URL names a PostgreSQL server where a database may be created; without one that answers only the
 * embedded database is measured.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { sql } from 'drizzle-orm';
import { systemClock } from '../../src/domain/clock.js';
import { llmId, poolId, routerId, versionId } from '../../src/domain/ids.js';
import { seededRng } from '../../src/domain/random.js';
import { pooledRandomBytes, uuidv7 } from '../../src/domain/uuid.js';
import type { Feedback } from '../../src/routing/feedback.js';
import type { DecisionRecord } from '../../src/routing/ports.js';
import type { Database } from '../../src/store/database.js';
import type { Store, StoreOptions } from '../../src/store/open-store.js';
import { openStore } from '../../src/store/open-store.js';
import { openPostgres } from '../../src/store/postgres.js';
import { openEmbedded } from '../../src/store/embedded/open-embedded.js';
import { silentLogger } from '../../src/store/logger.js';
import { percentile } from '../lib/measure.js';
import { table } from '../lib/table.js';

const { values } = parseArgs({
  options: { decisions: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '5' } },
});
const n = Number(values.decisions);
const rounds = Number(values.rounds);
const BATCH = 500;
const MILLION = 1_000_000;
const migrationsFolder = join(import.meta.dirname, '../../migrations');
const rng = seededRng(7);
const randomOf = pooledRandomBytes();
const newId = () => uuidv7(systemClock, randomOf);
const LLMS = Array.from({ length: 20 }, (_, i) => llmId(`provider-${i % 7}/some-llm-with-a-name-${i}`));
const LABELS = [[], ['support'], ['billing', 'eu'], ['eu'], ['beta', 'us']];

function decision(i: number): DecisionRecord {
  const numbers = () => Float32Array.from(LLMS, () => rng.uniform());
  const predicted = numbers();
  const query = `A question of about a dozen words, as users ask them, number ${i}`;
  return {
    id: newId(),
    createdAt: Date.now(),
    query,
    queryHash: '',
    router: routerId('mirt'),
    version: versionId('2026-11-29-shipped'),
    pool: poolId('default'),
    alpha: 0.8,
    target: null,
    warmUpWeight: 0.3,
    llm: LLMS[rng.integer(20)] as (typeof LLMS)[number],
    ranking: { llms: LLMS, score: predicted, predictedPerformance: predicted, preference: null, cost: numbers() },
    expectedUsd: numbers(),
    durationMs: 0.2 + rng.uniform(),
    tags: LABELS[rng.integer(5)] as string[],
    propensity: null,
    nearestSimilarity: rng.uniform(),
    abstained: null,
  };
}

/** Rows a second of each round: the log is handed everything and waited for. */
async function insertRates(store: Store): Promise<number[]> {
  const log = store.decisionLog({
    batch: BATCH,
    delayMs: 200,
    limit: 10 * n,
    onDrop: (_, cause) => console.error(cause),
  });
  const rates: number[] = [];
  for (let r = 0; r < rounds; r++) {
    const records = Array.from({ length: n }, (_, i) => decision(r * n + i));
    const start = performance.now();
    for (const record of records) log.append(record);
    await log.flush();
    rates.push((1000 * n) / (performance.now() - start));
    // What else a decision may bring: a shadow for each, a score for every thirtieth.
    const shadows = records.map(({ id, ranking, version }) => ({
      decisionId: id,
      router: routerId('knn'),
      version,
      ranking,
    }));
    for (let at = 0; at < n; at += BATCH) await store.shadows.add(shadows.slice(at, at + BATCH));
    await store.feedback.add(records.filter((_, i) => i % 30 === 0).map(({ id }) => said(id)));
  }
  return rates;
}

const said = (decisionId: string): Feedback => ({
  id: newId(),
  decisionId,
  createdAt: Date.now(),
  score: rng.uniform(),
  thumbs: null,
  preferredLlm: null,
  correctedLabel: null,
  reporter: 'somebody',
  idempotencyKey: null,
});

/** Tables with their partitions and indexes. */
const SIZES = sql`
  select t as name, (select sum(pg_total_relation_size(p.oid)) from pg_class p where p.oid = t::regclass
      or p.oid in (select inhrelid from pg_inherits where inhparent = t::regclass))::float8 as bytes
  from unnest(array['decisions', 'shadow_decisions', 'feedback', 'traffic_rollup']) t`;

async function report(kind: string, rates: readonly number[], database: Database): Promise<void> {
  console.log(
    `\n${kind}: ${Math.round(percentile(rates, 0.5))} decisions a second at the median of ${rounds} rounds of ${n}, in batches of ${BATCH} (${rates.map(Math.round).join(', ')})`,
  );
  await database.run((db) => db.execute(sql`vacuum (analyze)`));
  const sizes = await database.run((db) => db.execute<{ name: string; bytes: number }>(SIZES));
  const rows = [];
  for (const { name, bytes } of sizes.rows) {
    const count = await database.run((db) => db.$count(sql.raw(name)));
    rows.push({
      table: name,
      'rows per million': Math.round((count / (n * rounds)) * MILLION),
      'bytes a row': Math.round(bytes / count),
      'MiB per million': Math.round(((bytes / (n * rounds)) * MILLION) / 2 ** 20),
    });
  }
  console.log(table(rows));
}

async function measured(options: StoreOptions): Promise<number[]> {
  const store = await openStore(options);
  try {
    return await insertRates(store);
  } finally {
    await store.close();
  }
}

const server = process.env['DATABASE_URL'] || 'postgres://postgres@127.0.0.1:5432/postgres';
const admin = new pg.Client({ connectionString: server, connectionTimeoutMillis: 1000 });
const answers = await admin.connect().then(
  () => true,
  () => false,
);
if (answers) {
  const name = `theta_bench_${randomBytes(4).toString('hex')}`;
  await admin.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  try {
    const rates = await measured({ databaseUrl: url.href, dataFolder: 'unused', poolSize: 4, migrationsFolder });
    const database = await openPostgres(url.href, { poolSize: 1, timeoutMs: 0 }, silentLogger);
    await report('PostgreSQL', rates, database).finally(() => database.pool.end());
  } finally {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
} else console.log('PostgreSQL: not measured, no server answers');

const dataFolder = await mkdtemp(join(tmpdir(), 'theta-bench-'));
try {
  const rates = await measured({ dataFolder, poolSize: 1, migrationsFolder });
  const embedded = await openEmbedded(dataFolder, silentLogger);
  await report('PGlite', rates, embedded.database).finally(() => embedded.close());
} finally {
  await rm(dataFolder, { recursive: true, force: true });
}
