import { eq, lte } from 'drizzle-orm';
import type { Session, SessionRepository } from '../access/types.js';
import type { Database } from './database.js';
import { sessions } from './schema/index.js';

/** Sign-ins to the dashboard. */
export class SqlSessionRepository implements SessionRepository {
  constructor(private readonly database: Database) {}

  async add({ createdAt, expiresAt, ...session }: Session): Promise<void> {
    const row = { ...session, createdAt: new Date(createdAt), expiresAt: new Date(expiresAt) };
    await this.database.run((db) => db.insert(sessions).values(row));
  }

  async byDigest(digest: string): Promise<Session | null> {
    const [row] = await this.database.run((db) => db.select().from(sessions).where(eq(sessions.digest, digest)));
    return row ? { ...row, createdAt: row.createdAt.getTime(), expiresAt: row.expiresAt.getTime() } : null;
  }

  async remove(digest: string): Promise<void> {
    await this.database.run((db) => db.delete(sessions).where(eq(sessions.digest, digest)));
  }

  async prune(now: number): Promise<void> {
    await this.database.run((db) => db.delete(sessions).where(lte(sessions.expiresAt, new Date(now))));
  }
}
