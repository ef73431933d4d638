import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

/** `key` is short, for the many rows of responses; `id` is what the rest of the product names a query by. */
export const trainingQueries = pgTable('training_queries', {
  key: integer().primaryKey().generatedAlwaysAsIdentity(),
  id: text().notNull().unique(),
  text: text(),
  task: text(),
  /** Right answers, a list of texts. */
  referenceAnswers: jsonb().$type<readonly string[]>(),
  /** How they are compared with; null leaves it to the task. */
  grader: text(),
});

export const responseSources = pgTable('response_sources', {
  key: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull().unique(),
  createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
});

export const responses = pgTable(
  'responses',
  {
    queryKey: integer()
      .notNull()
      .references(() => trainingQueries.key, { onDelete: 'cascade' }),
    /** Not a reference: data may name an LLM that the catalogue does not hold yet. */
    llmId: text().notNull(),
    performance: real().notNull(),
    cost: doublePrecision(),
    inputTokens: real(),
    outputTokens: real(),
    sourceKey: integer()
      .notNull()
      .references(() => responseSources.key),
  },
  (t) => [
    primaryKey({ columns: [t.queryKey, t.llmId] }),
    index('responses_by_source').on(t.sourceKey),
    check('responses_performance_range', sql`${t.performance} between 0 and 1`),
  ],
);
