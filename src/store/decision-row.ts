import type { LlmId } from '../domain/ids.js';
import { llmId, poolId, routerId, versionId } from '../domain/ids.js';
import { objective, score } from '../domain/objective.js';
import { textDigest } from '../domain/text-digest.js';
import type { DecisionRecord } from '../routing/ports.js';
import type { Ranking } from '../routing/types.js';
import type { CandidateSet } from './candidate-sets.js';
import { placesById } from './candidate-sets.js';
import type { decisions } from './schema/index.js';

/** A decision as JSON, columns named as in SQL; `set` is that of its ranking, null where the costs are not known. */
export function rowOf(record: DecisionRecord, set: CandidateSet | null) {
  const { ranking, query, expectedUsd } = record;
  const chosen = Math.max(0, ranking.llms.indexOf(record.llm));
  const predicted = (ranking.predictedPerformance ?? ranking.preference) as Float32Array;
  return {
    id: record.id,
    created_at: new Date(record.createdAt).toISOString(),
    query,
    query_hash: query === null ? record.queryHash : null,
    router: record.router,
    version: record.version,
    pool: record.pool,
    alpha: record.alpha,
    target: record.target,
    warm_up_weight: record.warmUpWeight,
    llm: record.llm,
    predicted: predicted[chosen] as number,
    cost: ranking.cost[chosen] as number,
    is_performance: ranking.predictedPerformance !== null,
    ranked_llms: ranking.llms,
    ranked_numbers: packed(ranking),
    duration_ms: record.durationMs,
    tags: record.tags,
    propensity: record.propensity,
    nearest_similarity: record.nearestSimilarity,
    abstained: record.abstained,
    expected_usd: expectedUsd && (expectedUsd[chosen] as number),
    candidates: set && set.id,
    principal: record.principal ?? null,
    candidate_usd: expectedUsd && set && set.places.map((j) => expectedUsd[j] as number),
  };
}

/** `answeredBy`: the LLM that answered, by the gateway; null where that did not, or nobody. */
export function recordOf(row: typeof decisions.$inferSelect, answeredBy: string | null = null): DecisionRecord {
  return {
    id: row.id,
    createdAt: row.createdAt.getTime(),
    query: row.query,
    queryHash: row.queryHash ?? (row.query === null ? null : textDigest(row.query)),
    router: routerId(row.router),
    version: versionId(row.version),
    pool: row.pool === null ? null : poolId(row.pool),
    alpha: row.alpha,
    target: row.target,
    warmUpWeight: row.warmUpWeight,
    llm: llmId(row.llm),
    ...(answeredBy !== null && answeredBy !== row.llm && { answeredBy: llmId(answeredBy) }),
    ranking: rankingOf(row.rankedLlms as readonly LlmId[], row.rankedNumbers, row),
    expectedUsd: row.candidateUsd && inRankedOrder(row.candidateUsd, row.rankedLlms),
    durationMs: row.durationMs,
    tags: row.tags,
    propensity: row.propensity,
    nearestSimilarity: row.nearestSimilarity,
    abstained: row.abstained,
    ...(row.principal !== null && { principal: row.principal }),
  };
}

/** P̂ (or preference) of each ranked LLM, then C of each, as a literal of SQL. */
export const packed = ({ predictedPerformance, preference, cost }: Ranking): string =>
  `\\x${hex((predictedPerformance ?? preference) as Float32Array)}${hex(cost)}`;

/** Scores are worked out again from the numbers they were made of (paper eq. 1), in the same precision. */
export function rankingOf(
  llms: readonly LlmId[],
  numbers: Uint8Array,
  { alpha, isPerformance }: { readonly alpha: number; readonly isPerformance: boolean },
): Ranking {
  // A copy: the driver's buffer need not start at a multiple of 4.
  const all = new Float32Array(new Uint8Array(numbers).buffer);
  const predicted = all.slice(0, llms.length);
  const cost = all.slice(llms.length);
  const weights = objective(alpha);
  return {
    llms,
    score: isPerformance ? predicted.map((p, j) => score(weights, p, cost[j] as number)) : predicted,
    predictedPerformance: isPerformance ? predicted : null,
    preference: isPerformance ? null : predicted,
    cost,
  };
}

const hex = (numbers: Float32Array): string =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('hex');

/** Costs that are stored in order of the ids. */
function inRankedOrder(usd: readonly number[], ranked: readonly string[]): Float32Array {
  const out = new Float32Array(ranked.length);
  placesById(ranked).forEach((j, i) => (out[j] = usd[i] as number));
  return out;
}
