import { boolean, doublePrecision, index, json, pgTable, real, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Target } from '../../routing/targets/types.js';
import { bytea } from './bytea.js';

/**
 * Append-only, and written for every request: what a row costs to insert matters more than what it costs to read. So the
 * ranking is packed (4 bytes per number, no JSON; a quarter of the processor time), scores are left out because α, P̂
 * and C give them, and only the newest-first order has an index: each further one costs 2 to 3 µs per decision, and
 * counting a page's total reads the table anyway.
 *
 * The index is ascending although pages run newest first: a backward scan serves that, while a `DESC` index as the schema
 * builder writes it (NULLS LAST) does not match `ORDER BY … DESC`.
 *
 * Partitioned by ranges of `id`, which begins with the millisecond (UUIDv7): the migration says so, this schema cannot.
 */
export const decisions = pgTable(
  'decisions',
  {
    id: uuid().primaryKey(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    query: text(),
    /** Null where the text is kept, from which it follows, and where nothing is. */
    queryHash: text(),
    router: text().notNull(),
    version: text().notNull(),
    pool: text(),
    alpha: doublePrecision().notNull(),
    /** What was asked for instead of α; json like the ranking. */
    target: json().$type<Target>(),
    warmUpWeight: doublePrecision().notNull(),
    /** The chosen one: the first of `rankedLlms`, or another of them where exploration drew it or the router abstained. */
    llm: text().notNull(),
    /** P̂ (or preference) and C of the chosen LLM, for SQL. */
    predicted: real().notNull(),
    cost: real().notNull(),
    /** False where the router gives a preference. */
    isPerformance: boolean().notNull(),
    /** Best first; json, not jsonb: it is kept as it came and never searched. */
    rankedLlms: json().$type<readonly string[]>().notNull(),
    /** Little-endian 32-bit floats: P̂ (or preference) of each ranked LLM, then C of each. */
    rankedNumbers: bytea().notNull(),
    /** USD that the answer of the chosen LLM was expected to cost; null where it was not worked out. */
    expectedUsd: real(),
    /** The ranked LLMs in order of their ids, a row of candidate_sets, and what each was expected to cost. */
    candidates: uuid(),
    candidateUsd: real().array(),
    durationMs: doublePrecision().notNull(),
    /** Probability with which `llm` was chosen; null where exploration was off. */
    propensity: doublePrecision(),
    /** Cosine to the nearest training query. */
    nearestSimilarity: real(),
    /** Whether the safe LLM went before the router's choice; null where abstention was off. */
    abstained: boolean(),
    tags: text().array().notNull(),
    /** Who asked; null without authentication. */
    principal: text(),
  },
  (t) => [index('decisions_newest').on(t.createdAt, t.id)],
);
