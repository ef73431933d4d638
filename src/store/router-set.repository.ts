import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Clock } from '../domain/clock.js';
import { ThetaError } from '../domain/errors.js';
import type { VersionId } from '../domain/ids.js';
import { routerId, versionId } from '../domain/ids.js';
import type { Promotion, RouterSetManifest, RouterSetRepository } from '../routing/ports.js';
import { digestsOf } from '../routing/ports.js';
import type { BlobSource } from './blob-sources.js';
import { checkDigest } from './blob-sources.js';
import type { Database, Db } from './database.js';
import { FOREIGN_KEY_VIOLATION, errorCode } from './errors.js';
import { routerSetBlobs, routerSetPromotions, routerSets, servingRouterSet } from './schema/index.js';

/** Trained router sets: manifests as rows, artifacts as bytes under their digest. */
export class SqlRouterSetRepository implements RouterSetRepository {
  /** `blobSources` are asked before the database, so that shipped files need not be read from it at every start. */
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly blobSources: readonly BlobSource[],
  ) {}

  async current(): Promise<RouterSetManifest | null> {
    const rows = await this.database.run((db) =>
      db.select().from(routerSets).innerJoin(servingRouterSet, eq(servingRouterSet.version, routerSets.version)),
    );
    return rows[0] ? manifestOf(rows[0].router_sets) : null;
  }

  /** Newest first. */
  async list(): Promise<readonly RouterSetManifest[]> {
    const rows = await this.database.run((db) =>
      db.select().from(routerSets).orderBy(desc(routerSets.createdAt), asc(routerSets.version)),
    );
    return rows.map(manifestOf);
  }

  /**
   * Stores manifest and blobs, all or nothing. Bytes may be left out where the database or a blob source has them; the
   * first set that is saved serves. Saving the same manifest again is fine (two servers may start on one empty
   * database); another one under a stored version throws INTERNAL. Throws ARTIFACT_CORRUPT when bytes are missing or
   * do not fit their digest.
   */
  async save(manifest: RouterSetManifest, blobs: ReadonlyMap<string, Uint8Array>): Promise<void> {
    for (const [digest, bytes] of blobs) checkDigest(digest, bytes, 'given to save');
    const elsewhere = await this.#inSources(digestsOf(manifest).filter((digest) => !blobs.has(digest)));
    await this.database.transaction(async (tx) => {
      for (const [digest, bytes] of blobs) {
        await tx.insert(routerSetBlobs).values({ digest, bytes }).onConflictDoNothing();
      }
      await expectBlobs(tx, manifest, elsewhere);
      await insertManifest(tx, manifest);
      const row = { version: manifest.version, promotedAt: new Date(this.clock.now()) };
      const first = await tx.insert(servingRouterSet).values(row).onConflictDoNothing().returning();
      if (first.length > 0) await tx.insert(routerSetPromotions).values({ ...row, isRollback: false });
    });
  }

  promote(version: VersionId, over?: VersionId, reason?: string): Promise<void> {
    return this.#serve(version, over, false, reason);
  }

  rollBack(to: VersionId, over: VersionId): Promise<void> {
    return this.#serve(to, over, true);
  }

  async promotions(): Promise<readonly Promotion[]> {
    const rows = await this.database.run((db) =>
      db.select().from(routerSetPromotions).orderBy(asc(routerSetPromotions.key)),
    );
    return rows.map(({ version, promotedAt, isRollback, reason }) => ({
      version: versionId(version),
      promotedAt: promotedAt.getTime(),
      isRollback,
      reason,
    }));
  }

  /** A version that serves already is left as it is: nothing begins. */
  async #serve(version: VersionId, over: VersionId | undefined, isRollback: boolean, reason?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      // Locked until the transaction ends, so that of two who replace the same version one is told.
      const [serving] = await tx.select().from(servingRouterSet).for('update');
      if (over !== undefined && serving?.version !== over) throw outdated(over, serving?.version);
      if (serving?.version === version) return;
      const row = { version, promotedAt: new Date(this.clock.now()) };
      try {
        await tx.insert(servingRouterSet).values(row).onConflictDoUpdate({ target: servingRouterSet.only, set: row });
      } catch (error) {
        if (errorCode(error) !== FOREIGN_KEY_VIOLATION) throw error;
        throw new ThetaError('UNKNOWN_VERSION', `No router set of version ${version} is stored.`, { cause: error });
      }
      await tx.insert(routerSetPromotions).values({ ...row, isRollback, reason: reason ?? null });
    });
  }

  async blob(digest: string): Promise<Uint8Array> {
    for (const source of this.blobSources) {
      const bytes = await source(digest);
      if (bytes) return checkDigest(digest, bytes, 'of the shipped files');
    }
    const rows = await this.database.run((db) =>
      db.select().from(routerSetBlobs).where(eq(routerSetBlobs.digest, digest)),
    );
    if (!rows[0]) throw missing(digest);
    return checkDigest(digest, rows[0].bytes, 'in the database');
  }

  async #inSources(digests: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const digest of digests) {
      for (const source of this.blobSources) {
        const bytes = await source(digest);
        if (bytes) found.add(digest);
      }
    }
    return found;
  }
}

const outdated = (expected: VersionId, serving: string | undefined) =>
  new ThetaError('UPDATE_OUTDATED', `Version ${expected} was expected to serve; ${serving ?? 'none'} does.`, {
    hint: 'Look at what serves now, and make the update again.',
  });

function missing(digest: string): ThetaError {
  return new ThetaError('ARTIFACT_CORRUPT', `The artifact ${digest} is not stored.`, {
    hint: 'Restore the database from a backup, or train again with `theta train`.',
  });
}

/** A manifest that names bytes nobody has would fail at the next start; it fails here instead. */
async function expectBlobs(tx: Db, manifest: RouterSetManifest, elsewhere: ReadonlySet<string>): Promise<void> {
  const wanted = digestsOf(manifest).filter((digest) => !elsewhere.has(digest));
  if (wanted.length === 0) return;
  const rows = await tx
    .select({ digest: routerSetBlobs.digest })
    .from(routerSetBlobs)
    .where(inArray(routerSetBlobs.digest, wanted));
  const stored = new Set(rows.map((row) => row.digest));
  for (const digest of wanted) if (!stored.has(digest)) throw missing(digest);
}

async function insertManifest(tx: Db, manifest: RouterSetManifest): Promise<void> {
  const row = { ...manifest, createdAt: new Date(manifest.createdAt) };
  const added = await tx
    .insert(routerSets)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: routerSets.version });
  if (added.length > 0) return;
  const [stored] = await tx.select().from(routerSets).where(eq(routerSets.version, manifest.version));
  const same = stored && digestsOf(manifestOf(stored)).join() === digestsOf(manifest).join();
  if (!same) {
    throw new ThetaError('INTERNAL', `Version ${manifest.version} is stored already, with other artifacts.`, {
      hint: 'A version is never overwritten: save the set under a new one.',
    });
  }
}

function manifestOf(row: typeof routerSets.$inferSelect): RouterSetManifest {
  return {
    ...row,
    version: versionId(row.version),
    createdAt: row.createdAt.getTime(),
    defaultRouter: routerId(row.defaultRouter),
  };
}
