import { desc, eq } from 'drizzle-orm';
import { versionId } from '../domain/ids.js';
import type { RefitChange, RefitRepository, StoredRefit } from '../jobs/refit/types.js';
import type { Database } from './database.js';
import { refits } from './schema/index.js';
import { isUuid } from './uuid.js';

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** Refits, newest first. */
export class SqlRefitRepository implements RefitRepository {
  constructor(private readonly database: Database) {}

  async add(refit: StoredRefit): Promise<void> {
    const { createdAt, endedAt, aliveAt } = refit;
    const row = { ...refit, createdAt: new Date(createdAt), endedAt: date(endedAt), aliveAt: new Date(aliveAt) };
    await this.database.run((db) => db.insert(refits).values(row).onConflictDoNothing());
  }

  async change(id: string, { endedAt, aliveAt, ...change }: RefitChange): Promise<void> {
    const row = {
      ...change,
      ...(endedAt !== undefined && { endedAt: date(endedAt) }),
      ...(aliveAt !== undefined && { aliveAt: new Date(aliveAt) }),
    };
    await this.database.run((db) => db.update(refits).set(row).where(eq(refits.id, id)));
  }

  async list(first: number): Promise<readonly StoredRefit[]> {
    const rows = await this.database.run((db) =>
      db.select().from(refits).orderBy(desc(refits.createdAt), desc(refits.id)).limit(first),
    );
    return rows.map(refitOf);
  }

  async get(id: string): Promise<StoredRefit | null> {
    if (!isUuid(id)) return null;
    const rows = await this.database.run((db) => db.select().from(refits).where(eq(refits.id, id)));
    return rows[0] ? refitOf(rows[0]) : null;
  }
}

const refitOf = (row: typeof refits.$inferSelect): StoredRefit => ({
  ...row,
  createdAt: row.createdAt.getTime(),
  endedAt: row.endedAt?.getTime() ?? null,
  aliveAt: row.aliveAt.getTime(),
  candidate: row.candidate === null ? null : versionId(row.candidate),
});
