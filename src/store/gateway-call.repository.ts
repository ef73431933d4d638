import { and, desc, gte, inArray, lt, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { llmId } from '../domain/ids.js';
import { ThetaError } from '../domain/errors.js';
import type { CallOutcome, GatewayCall, GatewayCallRepository, GatewaySpend } from '../gateway/ports.js';
import type { Database } from './database.js';
import { gatewayCalls } from './schema/index.js';
import { isUuid } from './uuid.js';

export class SqlGatewayCallRepository implements GatewayCallRepository {
  constructor(private readonly database: Database) {}

  /**
   * One statement with one parameter, as for decisions. A batch that was written but not acknowledged may come again: known ids are skipped.
   */
  async write(calls: readonly GatewayCall[]): Promise<void> {
    if (calls.length === 0) return;
    const rows = calls.map(rowOf);
    const names = Object.keys(rows[0] as object);
    const columns = sql.raw(names.join(', '));
    await this.database.run((db) =>
      db.execute(sql`
        insert into gateway_calls (${columns})
        select ${columns} from json_populate_recordset(null::gateway_calls, ${JSON.stringify(rows)}::json)
        on conflict (id) do nothing`),
    );
  }

  async byIds(ids: readonly string[]): Promise<readonly GatewayCall[]> {
    const wanted = ids.filter(isUuid);
    if (wanted.length === 0) return [];
    const rows = await this.database.run((db) =>
      db.select().from(gatewayCalls).where(inArray(gatewayCalls.id, wanted)),
    );
    return rows.map(callOf);
  }

  async newest(first: number, after?: string): Promise<readonly GatewayCall[]> {
    const [last] = after === undefined ? [] : await this.byIds([after]);
    if (after !== undefined && !last) {
      throw new ThetaError('PAGE_INVALID', `The cursor ${JSON.stringify(after)} is not a stored call.`, {
        hint: 'Send the id of the last call of the page before, or none for the first page.',
      });
    }
    const at = last && new Date(last.createdAt).toISOString();
    const older = last && sql`(${gatewayCalls.createdAt}, ${gatewayCalls.id}) < (${at}::timestamptz, ${last.id}::uuid)`;
    const rows = await this.database.run((db) =>
      db
        .select()
        .from(gatewayCalls)
        .where(older)
        .orderBy(desc(gatewayCalls.createdAt), desc(gatewayCalls.id))
        .limit(first),
    );
    return rows.map(callOf);
  }

  async spend(from: number, to: number): Promise<readonly GatewaySpend[]> {
    const { llm, usd, promptTokens, cachedTokens, completionTokens, createdAt } = gatewayCalls;
    const sumOf = (column: AnyPgColumn) => sql<number>`coalesce(sum(${column}), 0)::float8`;
    const rows = await this.database.run((db) =>
      db
        .select({
          llm,
          calls: sql<number>`count(*)::int`,
          costed: sql<number>`count(${usd})::int`,
          usd: sumOf(usd),
          promptTokens: sumOf(promptTokens),
          cachedTokens: sumOf(cachedTokens),
          completionTokens: sumOf(completionTokens),
        })
        .from(gatewayCalls)
        .where(and(gte(createdAt, new Date(from)), lt(createdAt, new Date(to))))
        .groupBy(llm)
        .orderBy(desc(sumOf(usd)), llm),
    );
    return rows.map((row) => ({ ...row, llm: row.llm === null ? null : llmId(row.llm) }));
  }
}

const rowOf = (call: GatewayCall) => ({
  id: call.id,
  routed: call.routed,
  created_at: new Date(call.createdAt).toISOString(),
  model: call.model,
  outcome: call.outcome,
  streamed: call.streamed,
  llm: call.llm,
  provider: call.provider,
  attempts: call.attempts,
  prompt_tokens: call.usage?.promptTokens ?? null,
  cached_tokens: call.usage?.cachedTokens ?? null,
  completion_tokens: call.usage?.completionTokens ?? null,
  usd: call.usd,
  duration_ms: call.durationMs,
  first_token_ms: call.firstTokenMs,
  finish_reason: call.finishReason,
  reason: call.reason,
});

function callOf(row: typeof gatewayCalls.$inferSelect): GatewayCall {
  const { promptTokens, cachedTokens, completionTokens, createdAt, ...rest } = row;
  return {
    ...rest,
    createdAt: createdAt.getTime(),
    outcome: row.outcome as CallOutcome,
    llm: row.llm === null ? null : llmId(row.llm),
    usage:
      promptTokens === null || cachedTokens === null || completionTokens === null
        ? null
        : { promptTokens, cachedTokens, completionTokens },
  };
}
