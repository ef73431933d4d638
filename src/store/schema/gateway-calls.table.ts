import { boolean, doublePrecision, index, integer, json, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { GatewayAttempt } from '../../gateway/ports.js';

/**
 * What happened to requests that the gateway answered, or could not; no message and no answer is part of it. Nothing refers to the decision but
 * its id, so that a partition of decisions is dropped at once (decision 0024).
 */
export const gatewayCalls = pgTable(
  'gateway_calls',
  {
    /** That of the decision, or one of its own where nothing was routed. */
    id: uuid().primaryKey(),
    routed: boolean().notNull(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    model: text().notNull(),
    outcome: text().notNull(),
    streamed: boolean().notNull(),
    llm: text(),
    provider: text(),
    /** json: kept as it came and never searched. */
    attempts: json().$type<readonly GatewayAttempt[]>().notNull(),
    /** All three null where no provider said. */
    promptTokens: integer(),
    cachedTokens: integer(),
    completionTokens: integer(),
    usd: doublePrecision(),
    durationMs: doublePrecision().notNull(),
    firstTokenMs: doublePrecision(),
    finishReason: text(),
    reason: text().notNull(),
  },
  (t) => [index('gateway_calls_newest').on(t.createdAt, t.id)],
);
