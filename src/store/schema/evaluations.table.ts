import { index, integer, json, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { EvaluationSummary } from '../../jobs/evaluation-reports.js';

/** Append-only. What a list shows has columns of its own, because a report is large and only read whole. */
export const evaluationReports = pgTable(
  'evaluation_reports',
  {
    id: uuid().primaryKey(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    protocol: text().notNull(),
    label: text().notNull(),
    parameters: json().$type<EvaluationSummary['parameters']>().notNull(),
    /** What was evaluated, on which data, in words. */
    data: text().notNull(),
    verdict: text().notNull(),
    /** Layout of `report`; a report of an older one stays readable as JSON. */
    format: integer().notNull(),
    /** json, not jsonb: it is kept as it came and never searched. */
    report: json().notNull(),
  },
  (t) => [index('evaluation_reports_newest').on(t.createdAt, t.id)],
);
