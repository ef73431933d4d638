import { desc, eq, sql } from 'drizzle-orm';
import type { ApiKey, KeyRepository, StoredKey } from '../access/types.js';
import { poolId } from '../domain/ids.js';
import type { Database } from './database.js';
import { apiKeys } from './schema/index.js';
import { isUuid } from './uuid.js';

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** Keys of the API; secrets only as digests. */
export class SqlKeyRepository implements KeyRepository {
  constructor(private readonly database: Database) {}

  async add({ pools, createdAt, expiresAt, revokedAt, lastUsedAt, ...key }: StoredKey): Promise<void> {
    const times = { createdAt: new Date(createdAt), expiresAt: date(expiresAt), revokedAt: date(revokedAt) };
    const row = { ...key, ...times, pools: pools && [...pools], lastUsedAt: date(lastUsedAt) };
    await this.database.run((db) => db.insert(apiKeys).values(row));
  }

  async list(): Promise<readonly ApiKey[]> {
    const rows = await this.database.run((db) =>
      db.select().from(apiKeys).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)),
    );
    return rows.map(keyOf);
  }

  async byDigest(digest: string): Promise<ApiKey | null> {
    const rows = await this.database.run((db) => db.select().from(apiKeys).where(eq(apiKeys.digest, digest)));
    return rows[0] ? keyOf(rows[0]) : null;
  }

  async revoke(id: string, at: number): Promise<ApiKey | null> {
    if (!isUuid(id)) return null;
    const revokedAt = sql`coalesce(${apiKeys.revokedAt}, ${new Date(at).toISOString()}::timestamptz)`;
    const rows = await this.database.run((db) =>
      db.update(apiKeys).set({ revokedAt }).where(eq(apiKeys.id, id)).returning(),
    );
    return rows[0] ? keyOf(rows[0]) : null;
  }

  async used(id: string, at: number): Promise<void> {
    await this.database.run((db) =>
      db
        .update(apiKeys)
        .set({ lastUsedAt: new Date(at) })
        .where(eq(apiKeys.id, id)),
    );
  }
}

const keyOf = ({ digest: _digest, pools, ...row }: typeof apiKeys.$inferSelect): ApiKey => ({
  ...row,
  pools: pools && pools.map(poolId),
  createdAt: row.createdAt.getTime(),
  expiresAt: row.expiresAt?.getTime() ?? null,
  revokedAt: row.revokedAt?.getTime() ?? null,
  lastUsedAt: row.lastUsedAt?.getTime() ?? null,
});
