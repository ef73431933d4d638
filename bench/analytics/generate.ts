import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { join } from 'node:path';
import { candidateSet } from '../../src/store/candidate-sets.js';
import type { Database } from '../../src/store/database.js';

export const LLMS = Array.from({ length: 40 }, (_, i) => `provider-${i % 7}/some-llm-with-a-name-${i}`);
export const DAYS = 30;
/** Share of the decisions that are older than 3 days. */
const OLD = 0.45;

/** An id of the millisecond `ms`, whose partition is that of its time. */
const UUIDV7 = `(lpad(to_hex(ms), 12, '0') || '7' || substr(digest, 1, 3) || '8' || substr(digest, 4, 15))::uuid`;

/**
 * `n` decisions of the 30 days before `to`, 55 % of them in the last 3, of 40 LLMs, 3 routers, 2 pools, 4 versions that followed each
 * other and 5 labels, with costs, and feedback on every thirtieth. Rows have the width of real ones, and come in the order of time, as
 * a log does.
 */
export async function generate(database: Database, n: number, to: number, migrations: string): Promise<void> {
  const set = candidateSet(LLMS);
  const run = (statement: string) => database.run((db) => db.execute(sql.raw(statement)));
  const list = (values: readonly string[]) => `array[${values.map((v) => `'${v}'`).join(',')}]::text[]`;
  await run(`insert into candidate_sets values ('${set.id}', ${list(set.llms)})`);
  await run('select setseed(0.42)');
  const chunk = 100_000;
  for (let from = 0; from < n; from += chunk) {
    await run(`
      insert into decisions (id, created_at, query, router, version, pool, alpha, warm_up_weight, llm, predicted, cost, is_performance,
        ranked_llms, ranked_numbers, duration_ms, abstained, tags, expected_usd, candidates, candidate_usd)
      select ${UUIDV7}, timestamptz 'epoch' + interval '1 millisecond' * ms,
        'A question of about a dozen words, as users ask them, number ' || i,
        (array['mirt', 'knn', 'nirt'])[1 + floor(random() ^ 3 * 3)], 'v' || 1 + floor(4 - 4 * age / ${DAYS + 1}),
        (array['default', null])[1 + floor(random() ^ 2 * 2)], 0.8, 0.2, (${list(LLMS)})[1 + floor(random() ^ 3 * 40)], random(), random(),
        random() < 0.8, l.llms, l.numbers, exp(2 * random() - 0.5), (array[true, false, null])[1 + floor(random() * 3)],
        (array['{}', '{support}', '{billing,eu}', '{eu}', '{beta,us}'])[1 + floor(random() * 5)]::text[], random() / 100, '${set.id}', l.usd
      from generate_series(${from + 1}, ${Math.min(n, from + chunk)}) i,
        lateral (select case when share < ${OLD} then 3 + ${DAYS - 3} * (1 - share / ${OLD}) else 3 * (1 - share) / ${1 - OLD} end as age
          from (select (i - random()) / ${n} as share) x) as placed,
        lateral (select (${to} - 1 - floor(86400000.0 * age))::bigint as ms, md5(i::text) as digest) as named,
        (select '${JSON.stringify(LLMS)}'::json as llms, decode(repeat('3f000000', 80), 'hex') as numbers,
          (select array_agg((x / 4000.0)::real) from generate_series(1, 40) x) as usd) l`);
  }
  await run(`
    insert into feedback (id, decision_id, kind, value, created_at)
    select gen_random_uuid(), id, 'score', to_jsonb(round(random()::numeric, 2)), created_at + interval '1 hour' from decisions where random() < 1 / 30.0`);
  const migration = await readFile(join(migrations, '0015_traffic.sql'), 'utf8');
  await run(migration.split('--> statement-breakpoint').at(-1) as string);
  // The migration knows no costs; as many rows have them as would.
  await run(`update traffic_rollup set candidates = '${set.id}', expected_usd = decisions / 200.0,
    candidate_usd = (select array_agg(decisions * x / 4000.0) from generate_series(1, 40) x)`);
  await run('vacuum (analyze)');
}
