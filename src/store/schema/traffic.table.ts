import {
  boolean,
  doublePrecision,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/** Lists of LLMs that were ranked together, in order of their ids; the id is a digest of the list. */
export const candidateSets = pgTable('candidate_sets', {
  id: uuid().primaryKey(),
  llms: text().array().notNull(),
});

/**
 * What happened in each hour and each UTC day, by everything that analytics filter and group by: written in the transaction that
 * writes the decisions or the feedback, so that it never disagrees with them. Everything but the key adds up.
 *
 * A decision counts once under the tag '' (which no request can bear) and once under each of its tags.
 */
export const trafficRollup = pgTable(
  'traffic_rollup',
  {
    /** Every decision counts once with its LLM and once, under '', with all: most figures need no LLM, and those rows are few. */
    perLlm: boolean().notNull(),
    /** 1 or 24. */
    hours: smallint().notNull(),
    tag: text().notNull(),
    startsAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** A digest of the next five columns, some of which may be null. */
    key: uuid().notNull(),
    llm: text().notNull(),
    router: text().notNull(),
    version: text().notNull(),
    pool: text(),
    /** Of candidate_sets; null where the costs were not worked out. */
    candidates: uuid(),
    decisions: integer().notNull(),
    /** Decisions while abstention was on, and those for a safe LLM. */
    abstentionOn: integer().notNull(),
    abstained: integer().notNull(),
    /** Decisions by routers that give P̂, and the sum of it. */
    predictions: integer().notNull(),
    predictedSum: doublePrecision().notNull(),
    /** Expected USD of the chosen LLM, and of each of the candidates, summed over the decisions. */
    expectedUsd: doublePrecision().notNull(),
    candidateUsd: doublePrecision().array().notNull(),
    /** Of the decisions, whenever it came. */
    feedback: integer().notNull(),
    scores: integer().notNull(),
    scoreSum: doublePrecision().notNull(),
    thumbsUp: integer().notNull(),
    thumbsDown: integer().notNull(),
    /** Decisions by their duration (domain/latency-bins.ts); null in the rows of an LLM, which has no part in it. */
    latency: integer().array(),
  },
  (t) => [primaryKey({ columns: [t.perLlm, t.hours, t.tag, t.startsAt, t.key] })],
);
