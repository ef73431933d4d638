import { sql } from 'drizzle-orm';
import { bigint, boolean, check, doublePrecision, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { RouterSetManifest } from '../../routing/ports.js';
import { bytea } from './bytea.js';

export const routerSets = pgTable('router_sets', {
  version: text().primaryKey(),
  label: text().notNull(),
  createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  seed: bigint({ mode: 'number' }).notNull(),
  defaultRouter: text().notNull(),
  warmUpWeight: doublePrecision().notNull(),
  embedder: text().notNull(),
  reference: text().notNull(),
  heldOut: text(),
  evidence: text(),
  routers: jsonb().$type<RouterSetManifest['routers']>().notNull(),
  summary: jsonb().$type<RouterSetManifest['summary']>().notNull(),
});

/** Artifacts by SHA-256: sets that share an embedder share its bytes. */
export const routerSetBlobs = pgTable('router_set_blobs', {
  digest: text().primaryKey(),
  bytes: bytea().notNull(),
});

/** One row: which version serves. */
export const servingRouterSet = pgTable(
  'serving_router_set',
  {
    only: boolean().primaryKey().default(true),
    version: text()
      .notNull()
      .references(() => routerSets.version),
    promotedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [check('serving_router_set_one_row', sql`${t.only}`)],
);

/** Append-only: which version began to serve when, so that one mutation can go back. */
export const routerSetPromotions = pgTable('router_set_promotions', {
  key: integer().primaryKey().generatedAlwaysAsIdentity(),
  version: text()
    .notNull()
    .references(() => routerSets.version),
  promotedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  /** Whether it served before and was gone back to. */
  isRollback: boolean().notNull(),
  /** Null where somebody promoted it by hand. */
  reason: text(),
});
