import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { DecisionFilter } from '../routing/ports.js';
import type { TrafficDimension, TrafficQuery } from '../routing/traffic/types.js';

/** Conditions on columns that decisions and the rollup share; `table` is the alias. */
export function where(table: SQL, filter: Omit<DecisionFilter, 'from' | 'to' | 'tag' | 'abstained'>): SQL[] {
  const same = (column: string, value: string | undefined) =>
    value === undefined ? [] : [sql`${table}.${sql.raw(column)} = ${value}`];
  return [
    ...same('router', filter.router),
    ...same('llm', filter.llm),
    ...same('pool', filter.pool),
    ...same('version', filter.version),
  ];
}

/** Whether sums need the rows of each LLM. */
export const tellsLlmsApart = ({ filter }: TrafficQuery, dimension: TrafficDimension | null): boolean =>
  dimension === 'LLM' || filter.llm !== undefined;

/** The column to group by. */
export const trafficDimension =
  (table: SQL, tag: SQL) =>
  (dimension: TrafficDimension): SQL =>
    dimension === 'TAG' ? tag : sql`${table}.${sql.raw(dimension.toLowerCase())}`;

/** Joins `s.place`, where the reference stands in each list of candidates; null where it was none. */
export const referenceSets = (reference: string | null, candidates: SQL): SQL =>
  reference === null
    ? sql``
    : sql`left join (select id, array_position(llms, ${reference}) as place from candidate_sets) s on s.id = ${candidates}`;

/** A moment, milliseconds since 1970. */
export const instant = (at: number): SQL => sql`${new Date(at).toISOString()}::timestamptz`;

/** Selects the sums beside a reference where there is none. */
export const NOTHING_COMPARED: SQL = sql.raw(
  ['compared', 'referenceUsd', 'comparedUsd'].map((name) => `0 as "${name}"`).join(', '),
);

/** Selects a sum, 0 where there is nothing to sum, as a number. */
export const total = (value: string, name: string): string => `coalesce(${value}, 0)::float8 as "${name}"`;
