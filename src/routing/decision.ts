import { hash } from 'node:crypto';
import { facet } from '../plugins/contract.js';
import type { Matrix } from '../domain/matrix.js';
import { row } from '../domain/matrix.js';
import type { LlmId } from '../domain/ids.js';
import { embeddingCost } from './embedding-cost.js';
import { decisionCosts } from './expected-cost/decision-costs.js';
import { ownSimilarities } from './explain/support.js';
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
  readonly texts: QueryTextRepository | null;
  /** Embeds and warms up further texts as these were, for probes of the decision. */
  readonly prepare: (texts: readonly string[]) => Promise<PreparedQueries>;
  readonly exploration: ExplorationSettings | null;
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
  const { policy, ranking } = choose(row(source.predicted, rows.predicted));
  const { exploration: settings } = source;
  // A target that holds for each query, which brings a rule, is a limit: chance must not cross it.
  const mayExplore = settings !== null && !(target && policy);
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
    target: target && { ...target, met: policy?.met ?? true },
    warmUpWeight: resolved.warmUpWeight,
    nearestSimilarity: nearestOf(source.prepared, rows.prepared),
    pool: pool.pool,
    ranking,
    exploration,
    policy,
    excluded: pool.excluded,
    tags: request.tags ?? [],
    get embeddingCost() {
      return embeddingCost(set.embedder, request.query);
    },
    neighbours,
    intervals(at) {
      const p = ranking.predictedPerformance?.[at];
      if (!router.calibration || p === undefined) return null;
      return predictionIntervals(router.calibration, ranking.llms[at] as LlmId, p);
    },
    expectedCosts: decisionCosts(resolved, source.snapshot, source.prepared, rows.prepared, ranking.llms),
    async explain() {
      const items = facet(router.plugin, router.loaded, 'itemParameters');
      const chosenFirst = withFirst(ranking, exploration?.at ?? 0);
      return explain({
        routerTitle: router.plugin.title,
        ranking: chosenFirst,
        explored: exploration?.explored ? exploration : null,
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

/** Cosine of the first neighbour that the warm-up found. */
function nearestOf({ neighbours }: PreparedQueries, q: number): number | null {
  const similarity = neighbours?.similarity[q * neighbours.k] ?? Number.NEGATIVE_INFINITY;
  return Number.isFinite(similarity) ? similarity : null;
}

/** The decision as the log keeps it. */
export function toRecord(decision: RoutingDecision, storeQuery: boolean): DecisionRecord {
  const { ranking, query } = decision;
  return {
    id: decision.id,
    createdAt: decision.createdAt,
    query: storeQuery ? query : null,
    // Hashed by who reads it: seldom, and never on the path of the request.
    get queryHash() {
      return hash('sha256', query, 'hex');
    },
    router: decision.router,
    version: decision.version,
    pool: decision.pool,
    alpha: decision.objective.alpha,
    target: decision.target?.target ?? null,
    warmUpWeight: decision.warmUpWeight,
    llm: ranking.llms[chosenAt(decision)] as LlmId,
    propensity: decision.exploration?.propensity ?? null,
    nearestSimilarity: decision.nearestSimilarity,
    ranking,
    durationMs: decision.timing.totalMs,
    tags: decision.tags,
  };
}
