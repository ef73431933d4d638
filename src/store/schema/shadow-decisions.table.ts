import { boolean, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.js';

/**
 * What a router that only listens would have decided, in partitions of the same times as those of decisions. The ranking is packed as that of a decision; α and the text are the decision's.
 */
export const shadowDecisions = pgTable(
  'shadow_decisions',
  {
    decisionId: uuid().notNull(),
    router: text().notNull(),
    version: text().notNull(),
    isPerformance: boolean().notNull(),
    rankedLlms: json().$type<readonly string[]>().notNull(),
    rankedNumbers: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.decisionId, t.router] })],
);
