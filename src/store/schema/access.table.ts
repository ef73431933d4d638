import { date, doublePrecision, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../domain/principal.js';
import type { Role } from '../../domain/principal.js';

const role = () => text({ enum: ROLES as readonly [Role, ...Role[]] }).notNull();
const time = () => timestamp({ withTimezone: true, precision: 3 });

/** Keys of the API. A revoked one stays, so that the audit log has its name. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    /** SHA-256 of the secret, hexadecimal. */
    digest: text().notNull().unique('api_keys_digest_unique'),
    prefix: text().notNull(),
    role: role(),
    /** Null for any. */
    pools: text().array(),
    requestsPerMinute: integer(),
    dailyBudgetUsd: doublePrecision(),
    createdAt: time().notNull(),
    expiresAt: time(),
    revokedAt: time(),
    lastUsedAt: time(),
  },
  (t) => [index('api_keys_newest').on(t.createdAt, t.id)],
);

/** Sign-ins to the dashboard. */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of what the browser holds. */
    digest: text().primaryKey(),
    /** Not a reference: the key of the environment has no row. */
    keyDigest: text().notNull(),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
  },
  (t) => [index('sessions_by_end').on(t.expiresAt)],
);

/** What each principal has spent on a day of UTC. */
export const spending = pgTable(
  'spending',
  {
    principal: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    usd: doublePrecision().notNull(),
  },
  (t) => [primaryKey({ columns: [t.principal, t.day] })],
);

/** Every change, written before it is made. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: uuid().primaryKey(),
    at: time().notNull(),
    principal: text().notNull(),
    principalName: text().notNull(),
    role: role(),
    operation: text().notNull(),
    ids: text().array().notNull(),
    /** Null until it is known. */
    outcome: text(),
    result: text(),
    requestId: text().notNull(),
  },
  (t) => [index('audit_log_newest').on(t.at, t.id)],
);
