import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { QueryTextRepository } from '../routing/ports.js';
import type { Database } from './database.js';
import { trainingQueries } from './schema/index.js';

/** Texts of training queries, for the neighbours of a decision. */
export class SqlQueryTextRepository implements QueryTextRepository {
  constructor(private readonly database: Database) {}

  /** Whether a training query has this id. */
  async isStored(id: string): Promise<boolean> {
    return (await this.database.run((db) => db.$count(trainingQueries, eq(trainingQueries.id, id)))) > 0;
  }

  async texts(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.run((db) =>
      db
        .select({ id: trainingQueries.id, text: trainingQueries.text })
        .from(trainingQueries)
        .where(and(inArray(trainingQueries.id, [...new Set(ids)]), isNotNull(trainingQueries.text))),
    );
    return new Map(rows.map((row) => [row.id, row.text as string]));
  }
}
