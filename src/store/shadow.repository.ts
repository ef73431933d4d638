import { and, eq, inArray, sql } from 'drizzle-orm';
import type { LlmId, RouterId } from '../domain/ids.js';
import { versionId } from '../domain/ids.js';
import type { ShadowRecord, ShadowRepository } from '../routing/ports.js';
import type { Database } from './database.js';
import { packed, rankingOf } from './decision-row.js';
import { decisions, shadowDecisions } from './schema/index.js';
import { isUuid } from './uuid.js';

/** Named a second time, so that only the partitions that hold them are looked into. */
const idList = (rows: readonly { readonly decision_id: string }[]): string =>
  `{${rows.map(({ decision_id }) => decision_id).join(',')}}`;

export class SqlShadowRepository implements ShadowRepository {
  constructor(private readonly database: Database) {}

  /** One statement with one parameter, as for decisions; the join leaves out decisions that were dropped from the log. */
  async add(records: readonly ShadowRecord[]): Promise<void> {
    const rows = records.map(({ decisionId, router, version, ranking }) => ({
      decision_id: decisionId,
      router,
      version,
      is_performance: ranking.predictedPerformance !== null,
      ranked_llms: ranking.llms,
      ranked_numbers: packed(ranking),
    }));
    if (rows.length === 0) return;
    await this.database.run((db) =>
      db.execute(sql`
        insert into shadow_decisions
        select s.* from json_populate_recordset(null::shadow_decisions, ${JSON.stringify(rows)}::json) s
        join decisions d on d.id = s.decision_id and d.id = any(${idList(rows)}::uuid[])
        for key share of d
        on conflict (decision_id, router) do nothing`),
    );
  }

  async byDecisions(router: RouterId, ids: readonly string[]): Promise<ReadonlyMap<string, ShadowRecord>> {
    const wanted = ids.filter(isUuid);
    if (wanted.length === 0) return new Map();
    const rows = await this.database.run((db) =>
      db
        .select({ shadow: shadowDecisions, alpha: decisions.alpha })
        .from(shadowDecisions)
        .innerJoin(decisions, eq(decisions.id, shadowDecisions.decisionId))
        .where(
          and(
            eq(shadowDecisions.router, router),
            inArray(shadowDecisions.decisionId, wanted),
            inArray(decisions.id, wanted),
          ),
        ),
    );
    return new Map(
      rows.map(({ shadow: s, alpha }) => {
        const ranking = rankingOf(s.rankedLlms as readonly LlmId[], s.rankedNumbers, { ...s, alpha });
        return [s.decisionId, { decisionId: s.decisionId, router, version: versionId(s.version), ranking }];
      }),
    );
  }
}
