import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

export const llms = pgTable('llms', {
  id: text().primaryKey(),
  name: text().notNull(),
  developer: text().notNull(),
  family: text(),
  sizeBillions: doublePrecision(),
  /** As precise as known (2023, 2023-11 or 2023-11-06), so no date type. */
  releaseDate: text(),
  contextWindow: integer(),
  maxOutputTokens: integer(),
  modalities: text().array().notNull(),
  toolCalling: boolean(),
  languages: text().array(),
  tags: text().array().notNull(),
  typicalLatencyMs: doublePrecision(),
  profile: text().notNull(),
  aliases: text().array().notNull(),
  /** How well it is known, also while it is retired. */
  status: text({ enum: ['COLD', 'WARMING', 'CALIBRATED'] }).notNull(),
  retiredAt: timestamp({ withTimezone: true, precision: 3 }),
  retirementReason: text(),
  /** Null for one that came with a release. */
  registeredAt: timestamp({ withTimezone: true, precision: 3 }),
  updatedAt: timestamp({ withTimezone: true, precision: 3 }),
});

/** Scores that somebody published of an LLM, with which its ability can be guessed before it has answered anything. */
export const llmBenchmarks = pgTable(
  'llm_benchmarks',
  {
    llmId: text()
      .notNull()
      .references(() => llms.id, { onDelete: 'cascade' }),
    benchmark: text().notNull(),
    score: doublePrecision().notNull(),
    items: integer(),
    source: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.llmId, t.benchmark] }),
    check('llm_benchmarks_score', sql`${t.score} >= 0 and ${t.score} <= 1`),
  ],
);

/** A price is never rewritten: the one in force is the latest that is effective, so old decisions stay explicable. */
export const llmPrices = pgTable(
  'llm_prices',
  {
    llmId: text()
      .notNull()
      .references(() => llms.id, { onDelete: 'cascade' }),
    effectiveFrom: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    inputPerMillion: doublePrecision().notNull(),
    outputPerMillion: doublePrecision().notNull(),
    /** Null where cached input costs as much as other input, or nobody knows. */
    cachedInputPerMillion: doublePrecision(),
    source: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.llmId, t.effectiveFrom] }),
    // NaN and infinity sort above every number, so a lower bound alone would let them in.
    check(
      'llm_prices_finite',
      sql`${t.inputPerMillion} >= 0 and ${t.inputPerMillion} < 'Infinity' and ${t.outputPerMillion} >= 0 and ${t.outputPerMillion} < 'Infinity'`,
    ),
    check('llm_prices_cached_finite', sql`${t.cachedInputPerMillion} >= 0 and ${t.cachedInputPerMillion} < 'Infinity'`),
  ],
);

export const pools = pgTable(
  'pools',
  {
    id: text().primaryKey(),
    description: text().notNull(),
    isDefault: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex('pools_one_default')
      .on(t.isDefault)
      .where(sql`${t.isDefault}`),
  ],
);

export const poolMembers = pgTable(
  'pool_members',
  {
    poolId: text()
      .notNull()
      .references(() => pools.id, { onDelete: 'cascade' }),
    llmId: text()
      .notNull()
      .references(() => llms.id),
    position: integer().notNull(),
    /** Whether it may be chosen although it is not calibrated. */
    allowUncalibrated: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.poolId, t.llmId] }), unique('pool_members_order').on(t.poolId, t.position)],
);

export const abilities = pgTable('abilities', {
  id: text().primaryKey(),
  name: text().notNull(),
  description: text().notNull(),
  position: integer().notNull(),
});
