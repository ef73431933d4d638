import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { uuidAt } from './ranges.js';

/** How far the time in an id may be from `created_at`: both are of one clock, read within a request. */
const SLACK_MS = 3_600_000;

/**
 * Conditions on an id that follow from conditions on the time of the decision (`from` inclusive, `to` exclusive): by them the database leaves
 * out the partitions of other times, where a condition on `created_at` alone would look into the index of each.
 */
export function idsWithin(id: SQL, from: number | undefined, to: number | undefined): SQL[] {
  return [
    ...(from === undefined ? [] : [sql`${id} >= ${uuidAt(from - SLACK_MS)}::uuid`]),
    ...(to === undefined ? [] : [sql`${id} < ${uuidAt(to + SLACK_MS)}::uuid`]),
  ];
}
