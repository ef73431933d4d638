import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Job } from '../../jobs/types.js';

/** How often something has changed, by what it is about; triggers count. A server that sees another number than before reads anew. */
export const revisions = pgTable('revisions', {
  topic: text().primaryKey(),
  revision: bigint({ mode: 'number' }).notNull(),
});

/** When work that servers take turns at was last done. */
export const turns = pgTable('turns', {
  name: text().primaryKey(),
  lastAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
});

/** Jobs as every server shows them; who does one is for the queue to say. */
export const jobs = pgTable(
  'jobs',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ['TRAINING', 'EVALUATION', 'REFIT'] }).notNull(),
    status: text({ enum: ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] }).notNull(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    startedAt: timestamp({ withTimezone: true, precision: 3 }),
    endedAt: timestamp({ withTimezone: true, precision: 3 }),
    /** Everything that jobs of this kind have besides: the request, and what they make. json like all that is never searched. */
    details: json().notNull(),
    progress: json().$type<Job['progress']>(),
    curves: json().$type<Job['curves']>().notNull(),
    error: json().$type<Job['error']>(),
    cancelRequested: boolean().notNull().default(false),
    /** How often it was taken: what another take has begun, an earlier one must not write into. */
    attempt: integer().notNull().default(0),
    /** When the process that does it last said so. */
    aliveAt: timestamp({ withTimezone: true, precision: 3 }),
    /** Counts what readers see change. */
    revision: integer().notNull().default(0),
  },
  (t) => [
    index('jobs_newest').on(t.createdAt, t.id),
    uniqueIndex('jobs_one_refit')
      .on(t.kind)
      .where(sql`${t.kind} = 'REFIT' and ${t.endedAt} is null`),
  ],
);
