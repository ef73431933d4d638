import { sql } from 'drizzle-orm';
import type { Db } from '../database.js';
import type { TimeRange } from './ranges.js';
import { millisecondOf } from './ranges.js';

/** A partition of decisions; that of shadow_decisions for the same times is named alike. */
export interface Partition extends TimeRange {
  readonly name: string;
}

export const DEFAULT_PARTITION = 'decisions_default';

export const shadowsOf = (partition: string): string => `shadow_${partition}`;

const BOUNDS = /^FOR VALUES FROM \((?:MINVALUE|'([0-9a-f-]{36})')\) TO \('([0-9a-f-]{36})'\)$/;

/** Oldest first, without the default one. */
export async function listPartitions(db: Db): Promise<readonly Partition[]> {
  const found = await db.execute<{ name: string; bounds: string }>(sql`
    select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
    from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'decisions'::regclass`);
  return found.rows
    .flatMap(({ name, bounds }) => {
      const [, from, to] = BOUNDS.exec(bounds) ?? [];
      if (to === undefined) return [];
      return [
        { name, from: from === undefined ? Number.NEGATIVE_INFINITY : millisecondOf(from), to: millisecondOf(to) },
      ];
    })
    .sort((a, b) => a.from - b.from);
}
