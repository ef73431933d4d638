import { and, eq, sql } from 'drizzle-orm';
import type { Charge, SpendingRepository } from '../access/spending.js';
import type { Database } from './database.js';
import { spending } from './schema/index.js';

/** What each principal has spent on a day. */
export class SqlSpendingRepository implements SpendingRepository {
  constructor(private readonly database: Database) {}

  async add(charges: readonly Charge[]): Promise<readonly number[]> {
    if (charges.length === 0) return [];
    const rows = await this.database.run((db) =>
      db
        .insert(spending)
        .values([...charges])
        .onConflictDoUpdate({
          target: [spending.principal, spending.day],
          set: { usd: sql`${spending.usd} + excluded.usd` },
        })
        .returning(),
    );
    const sums = new Map(rows.map(({ principal, day, usd }) => [`${day} ${principal}`, usd]));
    return charges.map(({ principal, day, usd }) => sums.get(`${day} ${principal}`) ?? usd);
  }

  async spent(principal: string, day: string): Promise<number> {
    const [row] = await this.database.run((db) =>
      db
        .select()
        .from(spending)
        .where(and(eq(spending.principal, principal), eq(spending.day, day))),
    );
    return row?.usd ?? 0;
  }
}
