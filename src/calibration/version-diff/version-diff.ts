import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Catalogue } from '../../domain/llm.js';
import type { Objective } from '../../domain/objective.js';
import type { QueryBatch } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import type { EligiblePool } from '../../routing/candidates.js';
import { eligiblePool, supportedBy } from '../../routing/candidates.js';
import type { RouterSet, ServingRouter } from '../../routing/router-set.js';
import { diffAbilities } from './diff-abilities.js';
import type { Side } from './diff-decisions.js';
import { diffDecisions } from './diff-decisions.js';
import { predictProbes, prepareProbes, probesOf } from './probes.js';
import type { DecisionDiff, VersionDiff } from './types.js';

export interface DiffConditions {
  readonly catalogue: Catalogue;
  readonly objective: Objective;
  readonly warmUpNeighbours: number;
}

/**
 * What a second version changes: θ of every LLM of the catalogue, and decisions over the default pool on the probes, at the prices of the catalogue and with
 * the objective. Throws UNKNOWN_POOL, EMPTY_POOL or CANCELLED.
 */
export async function versionDiff(
  from: RouterSet,
  to: RouterSet,
  conditions: DiffConditions,
  signal?: AbortSignal,
): Promise<VersionDiff> {
  const pool = eligiblePool(conditions.catalogue, {});
  const pairs = pairsOf(from, to);
  const llms = [...conditions.catalogue.llms.keys()];
  const comparable = from.embedder.id === to.embedder.id;
  return {
    from: from.manifest.version,
    to: to.manifest.version,
    alpha: conditions.objective.alpha,
    pool: pool.pool,
    abilities: pairs.flatMap(([before, after]) => diffAbilities(before, after, llms)),
    decisions: comparable ? await decisionsOf(from, to, pairs, pool, conditions, signal) : null,
    reason: comparable
      ? null
      : 'The versions have different embedders: the vectors of the probes are of one of them, and texts of held-out queries are not stored.',
  };
}

type Pair = readonly [before: ServingRouter, after: ServingRouter];

/** Routers that answer in both versions, the default one first. */
function pairsOf(from: RouterSet, to: RouterSet): Pair[] {
  const pairs = [...from.routers.values()].flatMap((before): Pair[] => {
    const after = to.routers.get(before.id);
    return after && !before.plugin.evaluationOnly ? [[before, after]] : [];
  });
  const first = to.manifest.defaultRouter;
  return pairs.sort(([a], [b]) => Number(b.id === first) - Number(a.id === first));
}

async function decisionsOf(
  from: RouterSet,
  to: RouterSet,
  pairs: readonly Pair[],
  pool: EligiblePool,
  { objective, warmUpNeighbours }: DiffConditions,
  signal?: AbortSignal,
): Promise<DecisionDiff[]> {
  const probes = probesOf(from);
  const [old, now] = await Promise.all([from, to].map((set) => prepareProbes(probes, set, warmUpNeighbours)));
  const found: DecisionDiff[] = [];
  for (const [before, after] of pairs) {
    throwIfAborted(signal);
    const sides = [
      await sideOf(before, old as QueryBatch, pool, signal),
      await sideOf(after, now as QueryBatch, pool, signal),
    ] as const;
    // A router that can choose nobody decides nothing.
    if (sides.every(({ candidates }) => candidates.llms.length > 0) && probes.ids.length > 0) {
      found.push(diffDecisions(before.id, before.plugin.output, sides[0], sides[1], objective));
    }
  }
  return found;
}

async function sideOf(
  router: ServingRouter,
  batch: QueryBatch,
  pool: EligiblePool,
  signal?: AbortSignal,
): Promise<Side> {
  const { candidates } = supportedBy(pool, router);
  return {
    candidates,
    predicted: await predictProbes(router, batch, candidates, signal),
    policy: facet(router.plugin, router.loaded, 'policy'),
  };
}

/** Largest |Δ mean P̂| of an LLM in a diff of decisions, with the LLM; null where none has P̂. */
export function largestShift({ performance }: DecisionDiff): { readonly llm: LlmId; readonly shift: number } | null {
  const [first] = performance;
  return first ? { llm: first.llm, shift: first.after - first.before } : null;
}
