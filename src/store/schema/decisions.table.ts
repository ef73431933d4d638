import { doublePrecision, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Columns of equal length, best LLM first: a third of the bytes of one object per LLM. */
export interface StoredRanking {
  readonly llms: readonly string[];
  readonly score: readonly number[];
  readonly predictedPerformance: readonly (number | null)[];
  readonly cost: readonly number[];
}

/**
 * Append-only. The indexes are ascending although pages run newest first: a backward scan serves that, while a `DESC`
 * index as the schema builder writes it (NULLS LAST) does not match `ORDER BY … DESC`.
 */
export const decisions = pgTable(
  'decisions',
  {
    id: uuid().primaryKey(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    query: text(),
    queryHash: text().notNull(),
    router: text().notNull(),
    version: text().notNull(),
    pool: text(),
    alpha: doublePrecision().notNull(),
    warmUpWeight: doublePrecision().notNull(),
    llm: text().notNull(),
    score: doublePrecision().notNull(),
    predictedPerformance: doublePrecision(),
    cost: doublePrecision().notNull(),
    ranking: jsonb().$type<StoredRanking>().notNull(),
    durationMs: doublePrecision().notNull(),
    tags: text().array().notNull(),
  },
  (t) => [
    index('decisions_newest').on(t.createdAt, t.id),
    index('decisions_by_llm').on(t.llm, t.createdAt, t.id),
    index('decisions_by_router').on(t.router, t.createdAt, t.id),
    index('decisions_by_pool').on(t.pool, t.createdAt, t.id),
    index('decisions_by_version').on(t.version, t.createdAt, t.id),
  ],
);
