import { index, json, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { RefitError, RefitReport } from '../../jobs/refit/types.js';

/** A row for each refit that was asked for, also one that failed or was cut off: its job is known only as long as the server runs. */
export const refits = pgTable(
  'refits',
  {
    id: uuid().primaryKey(),
    trigger: text({ enum: ['ON_DEMAND', 'SCHEDULE'] }).notNull(),
    label: text().notNull(),
    status: text({ enum: ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'INTERRUPTED'] }).notNull(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    endedAt: timestamp({ withTimezone: true, precision: 3 }),
    aliveAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** Not a reference: the row is a record of what was, whatever becomes of the version. */
    candidate: text(),
    /** json, not jsonb: it is kept as it came and never searched. */
    report: json().$type<RefitReport>(),
    error: json().$type<RefitError>(),
  },
  (t) => [index('refits_newest').on(t.createdAt, t.id)],
);
