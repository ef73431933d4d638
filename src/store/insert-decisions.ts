import { sql } from 'drizzle-orm';
import type { DecisionRecord } from '../routing/ports.js';
import type { Database } from './database.js';
import { rowOf } from './decision-row.js';

/**
 * One statement with one parameter, however many records: building thousands of parameters would take time from the
 * thread that answers requests. A batch that was written but not acknowledged may come again, so known ids are skipped.
 */
export async function insertDecisions(database: Database, records: readonly DecisionRecord[]): Promise<void> {
  const rows = records.map(rowOf);
  if (rows.length === 0) return;
  // Named, so that a column that a later release adds takes its default.
  const columns = sql.raw(Object.keys(rows[0] as object).join(', '));
  await database.run((db) =>
    db.execute(sql`
      insert into decisions (${columns})
      select ${columns} from json_populate_recordset(null::decisions, ${JSON.stringify(rows)}::json)
      on conflict (id) do nothing`),
  );
}
