import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { systemClock } from '../domain/clock.js';
import type { Catalogue } from '../domain/llm.js';
import type { VectorStore } from '../domain/vector-store.js';
import type { RouterSetManifest } from '../routing/ports.js';
import type { BlobSource } from './blob-sources.js';
import { SqlCatalogueRepository } from './catalogue.repository.js';
import type { Database } from './database.js';
import { databaseFolder, inspectFolder } from './embedded/folder.js';
import { lastApplied } from './migrate.js';
import type { Place } from './open-place.js';
import { withDatabase } from './open-place.js';
import { SqlRouterSetRepository } from './router-set.repository.js';
import { SqlVectorStore } from './vector.repository.js';

/** What somebody who looks without changing anything finds. */
export interface DatabaseFacts {
  readonly where: string;
  /** Answer times, in milliseconds. */
  readonly answerMs: number;
  /** How far its clock is before ours, in milliseconds; the true difference is within half of `answerMs`. */
  readonly clockAheadMs: number;
  /** Migrations of this release, those among them that are applied, and whether later ones are. */
  readonly migrations: { readonly known: number; readonly applied: number; readonly newer: boolean };
  /** Null where its tables are not those of this release. */
  readonly contents: DatabaseContents | null;
}

export interface DatabaseContents {
  readonly serving: RouterSetManifest | null;
  readonly catalogue: Catalogue;
  /** Bytes of an artifact. Throws ARTIFACT_CORRUPT. */
  blob(digest: string): Promise<Uint8Array>;
  /** Stored vectors; nothing is kept. */
  readonly vectors: VectorStore;
  /** Refits that wait or run by their rows, and how long the one of them was silent that was silent longest, in milliseconds. */
  readonly refits: { readonly open: number; readonly silentMs: number };
}

/**
 * Opens the database without migrating or seeding it, and hands out what it holds while `work` runs; null where there is no
 * embedded database yet, and none is made. Throws what opening it throws.
 */
export async function inspectDatabase<T>(
  place: Place,
  blobSources: readonly BlobSource[],
  work: (facts: DatabaseFacts | null) => Promise<T>,
): Promise<T> {
  const folder = databaseFolder(place.dataFolder);
  if (place.databaseUrl === undefined && (await inspectFolder(folder)) === 'absent') return work(null);
  return withDatabase(place, async (database) => {
    const known = readMigrationFiles(place).map(({ folderMillis }) => folderMillis);
    const last = await database.run(() => lastApplied(database));
    const applied = known.filter((at) => at <= last).length;
    const migrations = { known: known.length, applied, newer: last > Math.max(...known) };
    return work({
      where: database.where,
      ...(await clock(database)),
      migrations,
      contents: applied < known.length || migrations.newer ? null : await contents(database, blobSources),
    });
  });
}

async function clock(database: Database): Promise<{ answerMs: number; clockAheadMs: number }> {
  const before = systemClock.now();
  const found = await database.run((db) =>
    db.execute<{ at: number }>(sql`select extract(epoch from clock_timestamp())::float8 * 1000 as at`),
  );
  const after = systemClock.now();
  return { answerMs: after - before, clockAheadMs: Number(found.rows[0]?.at) - (before + after) / 2 };
}

async function contents(database: Database, blobSources: readonly BlobSource[]): Promise<DatabaseContents> {
  const routerSets = new SqlRouterSetRepository(database, systemClock, blobSources);
  const vectors = new SqlVectorStore(database, systemClock);
  const refits = await database.run((db) =>
    db.execute<{ open: number; silent: number | null }>(
      sql`select count(*)::integer as open, extract(epoch from now() - min(alive_at))::float8 * 1000 as silent from refits where status in ('QUEUED', 'RUNNING')`,
    ),
  );
  return {
    serving: await routerSets.current(),
    catalogue: await new SqlCatalogueRepository(database, systemClock).load(),
    blob: (digest) => routerSets.blob(digest),
    vectors: { get: (...asked) => vectors.get(...asked), put: () => Promise.resolve() },
    refits: { open: Number(refits.rows[0]?.open ?? 0), silentMs: Number(refits.rows[0]?.silent ?? 0) },
  };
}
