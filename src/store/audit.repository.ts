import type { SQL } from 'drizzle-orm';
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { AuditEntry, AuditFilter, AuditRepository } from '../access/audit.js';
import { ThetaError } from '../domain/errors.js';
import type { Database } from './database.js';
import { auditLog } from './schema/index.js';
import { isUuid } from './uuid.js';

/** Changes, newest first. */
export class SqlAuditRepository implements AuditRepository {
  constructor(private readonly database: Database) {}

  async add({ at, ids, ...entry }: AuditEntry): Promise<void> {
    await this.database.run((db) => db.insert(auditLog).values({ ...entry, at: new Date(at), ids: [...ids] }));
  }

  async end(id: string, outcome: string, result: string | null): Promise<void> {
    await this.database.run((db) => db.update(auditLog).set({ outcome, result }).where(eq(auditLog.id, id)));
  }

  async scan(filter: AuditFilter, first: number, after?: string): Promise<readonly AuditEntry[]> {
    const start = after === undefined ? undefined : await this.#after(after);
    const rows = await this.database.run((db) =>
      db
        .select()
        .from(auditLog)
        .where(and(conditions(filter), start))
        .orderBy(desc(auditLog.at), desc(auditLog.id))
        .limit(first),
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: at.getTime() }));
  }

  async prune(before: number): Promise<void> {
    await this.database.run((db) => db.delete(auditLog).where(lt(auditLog.at, new Date(before))));
  }

  async #after(id: string): Promise<SQL> {
    const rows = isUuid(id)
      ? await this.database.run((db) => db.select().from(auditLog).where(eq(auditLog.id, id)))
      : [];
    const [last] = rows;
    if (last) return sql`(${auditLog.at}, ${auditLog.id}) < (${last.at.toISOString()}::timestamptz, ${last.id}::uuid)`;
    throw new ThetaError('PAGE_INVALID', `The cursor ${JSON.stringify(id)} is not an entry of the audit log.`, {
      hint: 'Send the endCursor of the page before, or none for the first page.',
    });
  }
}

const conditions = ({ principal, operation, from, to }: AuditFilter): SQL | undefined =>
  and(
    principal === undefined ? undefined : eq(auditLog.principal, principal),
    operation === undefined ? undefined : eq(auditLog.operation, operation),
    from === undefined ? undefined : gte(auditLog.at, new Date(from)),
    to === undefined ? undefined : lt(auditLog.at, new Date(to)),
  );
