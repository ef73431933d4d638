import { llmId, poolId, routerId, versionId } from '../domain/ids.js';
import type { DecisionRecord } from '../routing/ports.js';
import type { StoredRanking, decisions } from './schema/index.js';

/** A decision as the JSON that insertDecisions sends: one parameter for a whole batch, columns named as in SQL. */
export function rowOf(record: DecisionRecord): object {
  const ranking: StoredRanking = {
    llms: record.ranking.map((entry) => entry.llm),
    score: record.ranking.map((entry) => entry.score),
    predictedPerformance: record.ranking.map((entry) => entry.predictedPerformance),
    cost: record.ranking.map((entry) => entry.cost),
  };
  return {
    id: record.id,
    created_at: new Date(record.createdAt).toISOString(),
    query: record.query,
    query_hash: record.queryHash,
    router: record.router,
    version: record.version,
    pool: record.pool,
    alpha: record.alpha,
    warm_up_weight: record.warmUpWeight,
    llm: record.llm,
    score: record.score,
    predicted_performance: record.predictedPerformance,
    cost: record.cost,
    ranking,
    duration_ms: record.durationMs,
    tags: record.tags,
  };
}

export function recordOf(row: typeof decisions.$inferSelect): DecisionRecord {
  const { llms, score, predictedPerformance, cost } = row.ranking;
  return {
    ...row,
    createdAt: row.createdAt.getTime(),
    router: routerId(row.router),
    version: versionId(row.version),
    pool: row.pool === null ? null : poolId(row.pool),
    llm: llmId(row.llm),
    ranking: llms.map((llm, i) => ({
      llm: llmId(llm),
      score: score[i] as number,
      predictedPerformance: predictedPerformance[i] ?? null,
      cost: cost[i] as number,
    })),
  };
}
