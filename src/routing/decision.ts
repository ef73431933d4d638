import { facet } from '../plugins/contract.js';
import type { Matrix } from '../domain/matrix.js';
import { row } from '../domain/matrix.js';
import type { LlmId } from '../domain/ids.js';
import type { QueryPrivacy } from '../domain/query-privacy.js';
import { textDigest } from '../domain/text-digest.js';
import { embeddingCost } from './embedding-cost.js';
import { candidateCosts, decisionCosts } from './expected-cost/decision-costs.js';
import type { Abstention } from './abstention.js';
import { abstain } from './abstention.js';
import { ownSimilarities, percentileOf } from './explain/support.js';
import { rankingPrices } from './explain/ranking-prices.js';
import { explain } from './explanation.js';
import type { ExplorationSettings } from './exploration.js';
import { chosenAt, explore, withFirst } from './exploration.js';
import { predictionIntervals } from './intervals.js';
import { describeNeighbours, rowMatrix } from './neighbours.js';
import type { DecisionRecord, QueryTextRepository } from './ports.js';
import type { PreparedQueries } from './query-batch.js';
import { takeBatch } from './query-batch.js';
import { difficultyPercentile } from './query-profile.js';
import { rank } from './ranking.js';
import type { ResolvedRequest } from './route-request.js';
import type { Snapshot } from './snapshot.js';
import type { Aim } from './targets/aim.js';
import { stabilityOf } from './stability/stability.js';
import type { DecisionTiming, RoutingDecision } from './types.js';

const EXPLANATION_NEIGHBOURS = 5;

/** What all decisions of one group share. */
export interface DecisionSource {
  readonly snapshot: Snapshot;
  readonly prepared: PreparedQueries;
  /** [queries, candidates] */
  readonly predicted: Matrix;
  /** Standard deviation of P̂ that comes from not knowing an LLM well, [queries, candidates]; null where all are known. */
  readonly deviations: Matrix | null;
  readonly texts: QueryTextRepository | null;
  /** Embeds and warms up further texts as these were, for probes of the decision. */
  readonly prepare: (texts: readonly string[]) => Promise<PreparedQueries>;
  readonly exploration: ExplorationSettings | null;
  /** Ascending similarities of training queries to their nearest other one; null where nothing abstains. */
  readonly own: Float32Array | null;
}

/** Where a query stands in what its group shares. */
export interface SourceRows {
  readonly prepared: number;
  readonly predicted: number;
}

/** The decision for one query of a group; what is asked for seldom is computed when asked for. */
export function decide(
  resolved: ResolvedRequest,
  aim: Aim,
  rows: SourceRows,
  source: DecisionSource,
  stamp: { readonly id: string; readonly createdAt: number; readonly timing: DecisionTiming },
): RoutingDecision {
  const { router, pool, request } = resolved;
  const { objective, candidates, target } = aim;
  const { set, catalogue } = source.snapshot;
  const choose = (predicted: Float32Array) => {
    const policy = aim.decide(predicted);
    return { policy, ranking: rank(predicted, candidates, router.plugin.output, objective, policy?.scores ?? null) };
  };
  const predicted = row(source.predicted, rows.predicted);
  const { policy, ranking } = choose(predicted);
  const nearestSimilarity = nearestOf(source.prepared, rows.prepared);
  const abstention = abstentionFor(resolved, aim, ranking.llms, predicted, nearestSimilarity, source);
  const safe = abstention?.abstained ? candidates.llms.indexOf(abstention.llm) : null;
  const { exploration: settings } = source;
  // A target that holds for each query, which brings a rule, is a limit: chance must not cross it. Nor does it where a safe LLM answers.
  const mayExplore = settings !== null && !(target && policy) && safe === null;
  const exploration = mayExplore
    ? explore(ranking, policy, request.exploration ?? settings.epsilon, settings.rng)
    : null;
  const single = () => takeBatch(source.prepared.batch, [rows.prepared]);
  const neighbours = async (k = EXPLANATION_NEIGHBOURS) => {
    const known = source.prepared.neighbours;
    if (known && known.k === k) return describeNeighbours(known, rows.prepared, set.reference, source.texts);
    const found = await set.index.search(rowMatrix(source.prepared.vectors, rows.prepared), k);
    return describeNeighbours(found, 0, set.reference, source.texts);
  };
  return {
    kind: 'decision',
    ...stamp,
    query: request.query,
    router: router.id,
    version: set.manifest.version,
    objective,
    target: target && {
      ...target,
      met: safe === null ? (policy?.met ?? true) : (aim.meets?.(predicted, safe) ?? false),
    },
    warmUpWeight: resolved.warmUpWeight,
    nearestSimilarity,
    pool: pool.pool,
    ranking,
    exploration,
    abstention,
    policy,
    judging: policy?.steps ? (facet(router.plugin, router.loaded, 'cascade')?.judging ?? null) : null,
    excluded: pool.excluded,
    tags: request.tags ?? [],
    get embeddingCost() {
      return embeddingCost(set.embedder, request.query);
    },
    neighbours,
    intervals(at) {
      const p = ranking.predictedPerformance?.[at];
      if (!router.calibration || p === undefined) return null;
      const llm = ranking.llms[at] as LlmId;
      const deviation = source.deviations && row(source.deviations, rows.predicted)[candidates.llms.indexOf(llm)];
      return predictionIntervals(router.calibration, llm, p, deviation ?? 0);
    },
    expectedCosts: decisionCosts(resolved, source.snapshot, source.prepared, rows.prepared, ranking.llms),
    candidateCosts: candidateCosts(resolved, source.snapshot, source.prepared, rows.prepared, ranking.llms),
    async explain() {
      const items = facet(router.plugin, router.loaded, 'itemParameters');
      const chosenFirst = withFirst(ranking, chosenAt({ abstention, exploration }));
      return explain({
        routerTitle: router.plugin.title,
        ranking: chosenFirst,
        explored: exploration?.explored ? exploration : null,
        abstention,
        policy,
        objective,
        neighbours: await neighbours(),
        ownSimilarities: await ownSimilarities(set),
        target,
        calibration: router.calibration?.map ?? null,
        // Towards a target C is no ratio of output prices.
        prices: target ? null : rankingPrices(chosenFirst, resolved, catalogue),
        catalogue,
        item: (await items?.describeItems(single()))?.[0] ?? null,
        abilities: facet(router.plugin, router.loaded, 'abilities'),
      });
    },
    difficultyPercentile: () => difficultyPercentile(router, set, single()),
    stability: (probes) =>
      stabilityOf(request.query, ranking.llms[0] as LlmId, probes, async (texts) => {
        const { batch } = await source.prepare(texts);
        const predicted = await router.loaded.predict(batch, candidates);
        return texts.map((_, i) => choose(row(predicted, i)).ranking.llms[0] as LlmId);
      }),
  };
}

/** Null where the request, or an enquiry, never abstains. */
function abstentionFor(
  { abstention: settings, pool }: ResolvedRequest,
  { target, meets }: Aim,
  ranked: readonly LlmId[],
  predicted: Float32Array,
  nearest: number | null,
  { own, snapshot: { catalogue } }: DecisionSource,
): Abstention | null {
  if (!settings || !own) return null;
  const percentile = nearest === null || own.length === 0 ? null : percentileOf(nearest, own);
  const withinCeiling = meets && target?.target.kind === 'COST_PER_QUERY' ? (at: number) => meets(predicted, at) : null;
  return abstain(settings, { percentile, ranked, pool, catalogue, withinCeiling });
}

/** Cosine of the first neighbour that warm-up or abstention found. */
function nearestOf({ neighbours }: PreparedQueries, q: number): number | null {
  const similarity = neighbours?.similarity[q * neighbours.k] ?? Number.NEGATIVE_INFINITY;
  // Inner products of normalised vectors may leave [−1, 1] by a rounding error.
  return Number.isFinite(similarity) ? Math.max(-1, Math.min(1, similarity)) : null;
}

/** The decision as the log keeps it. */
export function toRecord(
  decision: RoutingDecision,
  { store, digest }: QueryPrivacy,
  principal?: string,
): DecisionRecord {
  const { ranking, query } = decision;
  return {
    id: decision.id,
    createdAt: decision.createdAt,
    query: store === 'full' ? query : null,
    // Hashed by who reads it: seldom, and never on the path of the request.
    get queryHash() {
      if (store === 'none') return null;
      return store === 'full' ? textDigest(query) : digest(query);
    },
    router: decision.router,
    version: decision.version,
    pool: decision.pool,
    alpha: decision.objective.alpha,
    target: decision.target?.target ?? null,
    warmUpWeight: decision.warmUpWeight,
    llm: ranking.llms[chosenAt(decision)] as LlmId,
    propensity: decision.exploration?.propensity ?? null,
    abstained: decision.abstention?.abstained ?? null,
    nearestSimilarity: decision.nearestSimilarity,
    ranking,
    expectedUsd: null,
    durationMs: decision.timing.totalMs,
    tags: decision.tags,
    principal,
  };
}
