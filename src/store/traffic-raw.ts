import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { BIN_RATIO, FIRST_EDGE_MS, LATENCY_BINS } from '../domain/latency-bins.js';
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
import { idsWithin } from './partitions/id-range.js';
import type { TrafficSource } from './traffic.repository.js';

/** Sums of the decisions themselves. */
export function rawTraffic(query: TrafficQuery, dimension: TrafficDimension | null): TrafficSource {
  const { filter, bucket, reference } = query;
  const { tag, from, to, abstained, ...rest } = filter;
  const since = instant(from);
  const conditions = [
    sql`d.created_at >= ${since}`,
    sql`d.created_at < ${instant(to)}`,
    ...idsWithin(sql`d.id`, from, to),
    ...(tag === undefined ? [] : [sql`d.tags @> array[${tag}]::text[]`]),
    ...(abstained === undefined ? [] : [sql`d.abstained = ${abstained}`]),
    ...where(sql`d`, rest),
  ];
  // Where one tag was asked for, groups by tag are that one.
  const labels =
    tag === undefined
      ? sql`cross join lateral (select distinct unnest(d.tags)) as l(tag)`
      : sql`cross join (select ${tag}::text) as l(tag)`;
  const start =
    bucket === 'TEN_MINUTES'
      ? sql`date_bin('10 minutes', d.created_at, 'epoch')`
      : sql`date_trunc(${sql.raw(`'${bucket.toLowerCase()}'`)}, d.created_at, 'UTC')`;
  return {
    // Feedback is never older than its decision.
    from: sql`from decisions d
      left join (
        select decision_id, count(*) as feedback, count(*) filter (where kind = 'score') as scores,
          sum((value #>> '{}')::float8) filter (where kind = 'score') as score_sum,
          count(*) filter (where kind = 'thumbs' and value #>> '{}' = 'UP') as thumbs_up,
          count(*) filter (where kind = 'thumbs' and value #>> '{}' = 'DOWN') as thumbs_down
        from feedback where created_at >= ${since} group by decision_id
      ) f on f.decision_id = d.id
      ${dimension === 'TAG' ? labels : sql``}
      ${referenceSets(reference, sql`d.candidates`)}
      where ${sql.join(conditions, sql` and `)}`,
    bucket: start,
    dimension: trafficDimension(sql`d`, sql`l.tag`),
    sums: sql`${SUMS}, ${reference === null ? NOTHING_COMPARED : COMPARED}`,
    latency: tellsLlmsApart(query, dimension) ? null : { bin: BIN },
  };
}

/** As latencyBin. */
const BIN: SQL = sql.raw(
  `case when d.duration_ms >= ${FIRST_EDGE_MS}
    then least(${LATENCY_BINS - 1}, 1 + floor(ln(d.duration_ms / ${FIRST_EDGE_MS}) / ln(${BIN_RATIO})))::integer else 0 end`,
);
const SUMS: SQL = sql.raw(
  [
    total('count(*)', 'decisions'),
    total('count(*) filter (where d.abstained)', 'abstained'),
    total('count(d.abstained)', 'abstentionOn'),
    total('count(*) filter (where d.is_performance)', 'predictions'),
    total('sum(d.predicted::float8) filter (where d.is_performance)', 'predictedSum'),
    total('count(d.expected_usd)', 'costed'),
    total('sum(d.expected_usd::float8)', 'usd'),
    total('sum(f.feedback)', 'feedback'),
    total('sum(f.scores)', 'scores'),
    total('sum(f.score_sum)', 'scoreSum'),
    total('sum(f.thumbs_up)', 'thumbsUp'),
    total('sum(f.thumbs_down)', 'thumbsDown'),
  ].join(', '),
);
const COMPARED: SQL = sql.raw(
  [
    total('count(s.place)', 'compared'),
    total('sum(d.candidate_usd[s.place]::float8)', 'referenceUsd'),
    total('sum(d.expected_usd::float8) filter (where s.place is not null)', 'comparedUsd'),
  ].join(', '),
);
