import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { LATENCY_BINS } from '../domain/latency-bins.js';
import { addTraffic, noTraffic } from '../routing/traffic/sums.js';
import type { TrafficDimension, TrafficQuery, TrafficRepository, TrafficSums } from '../routing/traffic/types.js';
import type { Database } from './database.js';
import { rawTraffic } from './traffic-raw.js';
import { rolledTraffic } from './traffic-rolled.js';

/** Rows to sum: with `start` of the bucket, the columns of the rollup, and either `latency` or the `bin` of a single decision. */
export interface TrafficSource {
  readonly from: SQL;
  readonly bucket: SQL;
  readonly dimension: (dimension: TrafficDimension) => SQL;
  /** Selects sums under the names of TrafficSums. */
  readonly sums: SQL;
  /** Selects `latency`, an array of counts; absent where rows are grouped by `bin`. */
  readonly latency: SQL | null;
}

const SUMS = (Object.keys(noTraffic()) as (keyof TrafficSums)[]).filter((name) => name !== 'latency');

type Row = Readonly<Record<Exclude<keyof TrafficSums, 'latency'>, number>> & {
  readonly start?: number;
  readonly key?: string | null;
  readonly bin?: number;
  readonly latency?: readonly number[];
};

/** Sums of logged decisions: of hours and longer by the rollup, of minutes by the decisions themselves. */
export class SqlTrafficRepository implements TrafficRepository {
  constructor(private readonly database: Database) {}

  async byBucket(query: TrafficQuery) {
    const source = sourceOf(query, null);
    const rows = await this.#rows(source, [sql`${source.bucket} as start`], ['start'], true);
    return merged(rows, ({ start }) => start as number);
  }

  async byGroup(query: TrafficQuery, dimension: TrafficDimension) {
    const source = sourceOf(query, dimension, true);
    const rows = await this.#rows(source, [sql`${source.dimension(dimension)} as key`], ['key'], true);
    return merged(rows, ({ key }) => key as string | null);
  }

  async byGroupAndBucket(query: TrafficQuery, dimension: TrafficDimension, keys: readonly (string | null)[]) {
    const source = sourceOf(query, dimension);
    const columns = [sql`${source.dimension(dimension)} as key`, sql`${source.bucket} as start`];
    const rows = await this.#rows(source, columns, ['key', 'start'], false);
    const wanted = new Set(keys);
    const byKey = new Map<string | null, Row[]>();
    for (const row of rows) {
      const key = row.key as string | null;
      if (!wanted.has(key)) continue;
      const known = byKey.get(key);
      if (known) known.push(row);
      else byKey.set(key, [row]);
    }
    return new Map([...byKey].map(([key, some]) => [key, merged(some, ({ start }) => start as number)]));
  }

  async #rows(source: TrafficSource, columns: SQL[], names: string[], latency: boolean): Promise<readonly Row[]> {
    const byBin = latency && source.latency === null;
    const more = latency ? (source.latency ?? sql`bin`) : null;
    const selected = [...columns, source.sums, ...(more ? [more] : [])];
    const grouping = [...names, ...(byBin ? ['bin'] : [])].map((name) => columnNumber(name, names, byBin));
    const result = await this.database.run((db) =>
      db.execute<Row & Record<string, unknown>>(
        sql`select ${sql.join(selected, sql`, `)} ${source.from} group by ${sql.raw(grouping.join(', '))}`,
      ),
    );
    return result.rows;
  }
}

/** By place in the select list, since names of outputs and of columns are the same; `bin` is a column only. */
const columnNumber = (name: string, names: readonly string[], byBin: boolean): string =>
  byBin && name === 'bin' ? 'bin' : String(names.indexOf(name) + 1);

/** Minutes, and abstentions alone, are read from the decisions, by the index over time. */
const sourceOf = (query: TrafficQuery, dimension: TrafficDimension | null, overall = false): TrafficSource =>
  query.bucket === 'MINUTE' || query.bucket === 'TEN_MINUTES' || query.filter.abstained !== undefined
    ? rawTraffic(query, dimension === 'TAG')
    : rolledTraffic(query, dimension, overall);

function merged<K>(rows: readonly Row[], keyOf: (row: Row) => K): Map<K, TrafficSums> {
  const out = new Map<K, TrafficSums>();
  for (const row of rows) {
    const sums = sumsOf(row);
    const known = out.get(keyOf(row));
    if (known) addTraffic(known, sums);
    else out.set(keyOf(row), sums);
  }
  return out;
}

function sumsOf(row: Row): TrafficSums {
  const sums = noTraffic();
  for (const name of SUMS) sums[name] = Number(row[name] ?? 0);
  if (row.bin !== undefined) sums.latency[row.bin] = sums.decisions;
  for (let i = 0; i < LATENCY_BINS && row.latency; i++) sums.latency[i] = Number(row.latency[i]);
  return sums;
}
