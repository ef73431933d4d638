import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export const feedback = pgTable(
  'feedback',
  {
    id: uuid().primaryKey(),
    /** No reference (docs/decisions/0024-decisions-by-time.md): whoever writes here looks for the decision, whoever removes one removes this. */
    decisionId: uuid().notNull(),
    kind: text({ enum: ['score', 'thumbs', 'preferred_llm', 'label'] }).notNull(),
    value: jsonb().$type<string | number>().notNull(),
    /** Who said it: a person or a key, of the client's choice. */
    reporter: text().notNull().default('anonymous'),
    idempotencyKey: text().unique('feedback_idempotency_key_unique'),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [
    index('feedback_by_decision').on(t.decisionId, t.createdAt),
    index('feedback_by_reporter').on(t.reporter, t.createdAt),
    index('feedback_newest').on(t.createdAt, t.id),
  ],
);
