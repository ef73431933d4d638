import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { LATENCY_BINS } from '../domain/latency-bins.js';
import type { SumName } from '../routing/traffic/sums.js';
import { SUM_NAMES, noTraffic } from '../routing/traffic/sums.js';
import type { BucketSums, TrafficDimension, TrafficQuery, TrafficRepository } from '../routing/traffic/types.js';
import type { Database } from './database.js';
import { rawTraffic } from './traffic-raw.js';
import { rolledTraffic } from './traffic-rolled.js';

/** Rows to sum, of the rollup or of decisions. */
export interface TrafficSource {
  readonly from: SQL;
  /** Begin of the bucket, a timestamp. */
  readonly bucket: SQL;
  readonly dimension: (dimension: TrafficDimension) => SQL;
  /** Selects sums under the names of TrafficSums. */
  readonly sums: SQL;
  /** `latency`, an array of counts, where rows have one; a `bin` and `n` where they are single decisions; null where it is not kept. */
  readonly latency: { readonly counts: SQL } | { readonly bin: SQL } | null;
}

/** One number a bucket. */
type SumRow = Readonly<Record<SumName | 'start', readonly number[]>> & { readonly key: string | null };
type LatencyRow<K> = { readonly key: K } & (
  { readonly latency: readonly number[] } | { readonly bin: number; readonly n: number }
);

/** Sums of logged decisions: of hours and longer by the rollup, of minutes by the decisions themselves. */
export class SqlTrafficRepository implements TrafficRepository {
  constructor(private readonly database: Database) {}

  async sums(query: TrafficQuery, dimension: TrafficDimension | null) {
    const source = sourceOf(query, dimension);
    const key = dimension === null ? sql`null` : source.dimension(dimension);
    // One row a group: reading a thousand values of JSON takes a fraction of what a thousand columns of rows take.
    const columns = sql.raw(SUM_NAMES.map((name) => `json_agg("${name}") as "${name}"`).join(', '));
    const rows = await this.#rows<SumRow>(sql`
      with sums as (select ${key} as key, ${source.bucket} as start, ${source.sums} ${source.from} group by 1, 2)
      select key, json_agg(date_part('epoch', start) * 1000) as start, ${columns} from sums group by key`);
    return new Map(rows.map((row) => [row.key, bucketsOf(row)]));
  }

  latencies(query: TrafficQuery) {
    const source = sourceOf(query, null);
    return this.#latencies<number>(source, sql`date_part('epoch', ${source.bucket}) * 1000`);
  }

  latenciesBy(query: TrafficQuery, dimension: TrafficDimension) {
    const source = sourceOf(query, dimension);
    return this.#latencies<string | null>(source, source.dimension(dimension));
  }

  async #latencies<K>({ latency, from }: TrafficSource, key: SQL): Promise<ReadonlyMap<K, Float64Array>> {
    if (latency === null) return new Map();
    const rows = await this.#rows<LatencyRow<K>>(
      'counts' in latency
        ? sql`select ${key} as key, ${latency.counts} as latency ${from} group by 1`
        : sql`select ${key} as key, ${latency.bin} as bin, count(*)::float8 as n ${from} group by 1, 2`,
    );
    const all = new Map<K, Float64Array>();
    for (const row of rows) {
      const counts = all.get(row.key) ?? new Float64Array(LATENCY_BINS);
      all.set(row.key, counts);
      if ('bin' in row) counts[row.bin] = row.n;
      else counts.set(row.latency);
    }
    return all;
  }

  #rows<Row>(query: SQL): Promise<readonly Row[]> {
    return this.database.transaction(async (tx) => {
      // Compiling so many sums takes longer than running them, and sorting wide rows on disk longer than hashing them.
      await tx.execute(sql`select set_config('jit', 'off', true), set_config('work_mem', '64MB', true)`);
      const result = await tx.execute(query);
      return result.rows as Row[];
    });
  }
}

/** Minutes, and abstentions alone, are read from the decisions, by the index over time. */
const sourceOf = (query: TrafficQuery, dimension: TrafficDimension | null): TrafficSource =>
  query.bucket === 'MINUTE' || query.bucket === 'TEN_MINUTES' || query.filter.abstained !== undefined
    ? rawTraffic(query, dimension)
    : rolledTraffic(query, dimension);

function bucketsOf(row: SumRow): BucketSums {
  return new Map(
    row.start.map((start, i) => {
      const sums = noTraffic();
      for (const name of SUM_NAMES) sums[name] = row[name][i] as number;
      return [start, sums];
    }),
  );
}
