import { sql } from 'drizzle-orm';
import type { Db } from './database.js';

/** Removes decisions with what refers to them, in that order: whoever adds feedback holds a lock on its decision, and is waited for. */
export async function deleteDecisions(tx: Db, ids: readonly string[]) {
  const list = sql`${`{${ids.join(',')}}`}::uuid[]`;
  const decisions = await tx.execute(sql`delete from decisions where id = any(${list})`);
  const feedback = await tx.execute(sql`delete from feedback where decision_id = any(${list})`);
  const shadows = await tx.execute(sql`delete from shadow_decisions where decision_id = any(${list})`);
  return {
    decisions: decisions.rowCount ?? 0,
    feedback: feedback.rowCount ?? 0,
    shadows: shadows.rowCount ?? 0,
  };
}

export async function rowsOf(tx: Db, table: string): Promise<number> {
  const found = await tx.execute<{ n: number }>(sql`select count(*)::float8 as n from ${sql.identifier(table)}`);
  return found.rows[0]?.n ?? 0;
}
