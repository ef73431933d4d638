import type { SQL } from 'drizzle-orm';
import { and, arrayContains, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { ThetaError } from '../domain/errors.js';
import type { DecisionFilter, DecisionPage, DecisionRecord, DecisionRepository } from '../routing/ports.js';
import type { Database } from './database.js';
import { recordOf } from './decision-row.js';
import { idsWithin } from './partitions/id-range.js';
import { decisions, gatewayCalls } from './schema/index.js';
import { isUuid } from './uuid.js';

const SELECTED = { decision: decisions, answeredBy: gatewayCalls.llm };

/** Logged decisions, newest first. */
export class SqlDecisionRepository implements DecisionRepository {
  constructor(private readonly database: Database) {}

  /** Throws PAGE_INVALID for a size that is not a whole number of 0 or more, or a cursor that is no logged decision. */
  async page(filter: DecisionFilter, first: number, after?: string): Promise<DecisionPage> {
    if (!Number.isSafeInteger(first) || first < 0) {
      throw new ThetaError('PAGE_INVALID', `A page size must be a whole number of 0 or more, got ${first}.`);
    }
    const records = await this.scan(filter, first + 1, after);
    return {
      records: records.slice(0, first),
      hasNextPage: records.length > first,
      totalCount: await this.count(filter),
    };
  }

  count(filter: DecisionFilter): Promise<number> {
    return this.database.run((db) => db.$count(decisions, conditions(filter)));
  }

  async scan(filter: DecisionFilter, first: number, after?: string): Promise<readonly DecisionRecord[]> {
    const start = after === undefined ? undefined : await this.#after(after);
    const rows = await this.database.run((db) =>
      db
        .select(SELECTED)
        .from(decisions)
        .leftJoin(gatewayCalls, eq(gatewayCalls.id, decisions.id))
        .where(and(conditions(filter), start))
        .orderBy(desc(decisions.createdAt), desc(decisions.id))
        .limit(first),
    );
    return rows.map(({ decision, answeredBy }) => recordOf(decision, answeredBy));
  }

  /** In the order of `ids`; unknown ones are left out. */
  async byIds(ids: readonly string[]): Promise<readonly DecisionRecord[]> {
    const wanted = ids.filter(isUuid);
    if (wanted.length === 0) return [];
    const rows = await this.database.run((db) =>
      db
        .select(SELECTED)
        .from(decisions)
        .leftJoin(gatewayCalls, eq(gatewayCalls.id, decisions.id))
        .where(inArray(decisions.id, wanted)),
    );
    const byId = new Map(rows.map((row) => [row.decision.id, row]));
    return wanted.flatMap((id) => {
      const row = byId.get(id.toLowerCase());
      return row ? [recordOf(row.decision, row.answeredBy)] : [];
    });
  }

  /** Everything older than the decision of that id. */
  async #after(id: string): Promise<SQL> {
    const [last] = await this.byIds([id]);
    if (!last) {
      throw new ThetaError('PAGE_INVALID', `The cursor ${JSON.stringify(id)} is not a logged decision.`, {
        hint: 'Send the cursor of the last decision of the page before, or none for the first page.',
      });
    }
    // A row comparison is what the index can start from; `a < x or (a = x and b < y)` would be filtered from the top.
    const at = new Date(last.createdAt).toISOString();
    const older = sql`(${decisions.createdAt}, ${decisions.id}) < (${at}::timestamptz, ${last.id}::uuid)`;
    return sql.join([older, ...idsWithin(sql`${decisions.id}`, undefined, last.createdAt)], sql` and `);
  }
}

function conditions(filter: DecisionFilter): SQL | undefined {
  return and(
    filter.router === undefined ? undefined : eq(decisions.router, filter.router),
    filter.llm === undefined ? undefined : eq(decisions.llm, filter.llm),
    filter.pool === undefined ? undefined : eq(decisions.pool, filter.pool),
    filter.version === undefined ? undefined : eq(decisions.version, filter.version),
    filter.principal === undefined ? undefined : eq(decisions.principal, filter.principal),
    filter.abstained === undefined ? undefined : eq(decisions.abstained, filter.abstained),
    filter.tag === undefined ? undefined : arrayContains(decisions.tags, [filter.tag]),
    filter.from === undefined ? undefined : gte(decisions.createdAt, new Date(filter.from)),
    filter.to === undefined ? undefined : lt(decisions.createdAt, new Date(filter.to)),
    ...idsWithin(sql`${decisions.id}`, filter.from, filter.to),
  );
}
