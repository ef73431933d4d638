import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { LATENCY_BINS } from '../domain/latency-bins.js';
import type { TrafficDimension, TrafficQuery } from '../routing/traffic/types.js';
import {
  NOTHING_COMPARED,
  instant,
  referenceSets,
  tellsLlmsApart,
  total,
  trafficDimension,
  where,
} from './traffic-conditions.js';
import type { TrafficSource } from './traffic.repository.js';

/** Sums of the rollup: of hours, or of days where buckets are made of days. Only what tells LLMs apart reads the rows of each LLM. */
export function rolledTraffic(query: TrafficQuery, dimension: TrafficDimension | null): TrafficSource {
  const { bucket, reference } = query;
  const { tag, from, to, ...rest } = query.filter;
  const perLlm = tellsLlmsApart(query, dimension);
  const label = tag === undefined ? (dimension === 'TAG' ? sql`r.tag > ''` : sql`r.tag = ''`) : sql`r.tag = ${tag}`;
  const start =
    bucket === 'WEEK' || bucket === 'MONTH'
      ? sql`date_trunc(${sql.raw(`'${bucket.toLowerCase()}'`)}, r.starts_at, 'UTC')`
      : sql`r.starts_at`;
  const conditions = [
    sql.raw(`${perLlm ? 'r.per_llm' : 'not r.per_llm'} and r.hours = ${bucket === 'HOUR' ? 1 : 24}`),
    label,
    sql`r.starts_at >= ${instant(from)} and r.starts_at < ${instant(to)}`,
    ...where(sql`r`, rest),
  ];
  return {
    from: sql`from traffic_rollup r ${referenceSets(reference, sql`r.candidates`)} where ${sql.join(conditions, sql` and `)}`,
    bucket: start,
    dimension: trafficDimension(sql`r`, sql`r.tag`),
    sums: sql`${SUMS}, ${reference === null ? NOTHING_COMPARED : COMPARED}`,
    latency: perLlm ? null : { counts: LATENCY },
  };
}

const SUMS: SQL = sql.raw(
  [
    total('sum(r.decisions)', 'decisions'),
    total('sum(r.abstained)', 'abstained'),
    total('sum(r.abstention_on)', 'abstentionOn'),
    total('sum(r.predictions)', 'predictions'),
    total('sum(r.predicted_sum)', 'predictedSum'),
    total('sum(r.decisions) filter (where r.candidates is not null)', 'costed'),
    total('sum(r.expected_usd)', 'usd'),
    ...['feedback', 'scores'].map((name) => total(`sum(r.${name})`, name)),
    total('sum(r.score_sum)', 'scoreSum'),
    total('sum(r.thumbs_up)', 'thumbsUp'),
    total('sum(r.thumbs_down)', 'thumbsDown'),
  ].join(', '),
);
/** Only where a reference was named: `s.place` is where it stands among the candidates. */
const COMPARED: SQL = sql.raw(
  [
    total('sum(r.decisions) filter (where s.place is not null)', 'compared'),
    total('sum(r.candidate_usd[s.place])', 'referenceUsd'),
    total('sum(r.expected_usd) filter (where s.place is not null)', 'comparedUsd'),
  ].join(', '),
);
const bins = Array.from({ length: LATENCY_BINS }, (_, i) => `sum(r.latency[${i + 1}])::float8`);
const LATENCY: SQL = sql.raw(`array[${bins.join(', ')}]`);
