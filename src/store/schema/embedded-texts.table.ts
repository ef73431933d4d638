import { index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.js';

/** A cache: what is missing is embedded again. Texts are named by their digest and not kept. */
export const embeddedTexts = pgTable(
  'embedded_texts',
  {
    embedder: text().notNull(),
    /** SHA-256, hexadecimal. */
    digest: text().notNull(),
    /** Little-endian 32-bit floats. */
    vector: bytea().notNull(),
    /** When it was last asked for, to the day. */
    usedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.embedder, t.digest] }), index('embedded_texts_by_use').on(t.usedAt)],
);
