import type { LlmId, PoolId, RouterId } from '../../domain/ids.js';
import type { Ability, Catalogue } from '../../domain/llm.js';
import { ThetaError } from '../../domain/errors.js';
import type { Facets } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import type { QueryTextRepository } from '../ports.js';
import { findRouter } from '../route-request.js';
import type { RouterSet } from '../router-set.js';
import { deviationsOf } from './ability-deviation.js';
import { analysisInput } from './analysis-input.js';
import type { NeedyQuery, RankedLlm } from './ability-views.js';
import { namedBy, neediestQueries, queryCount, rankLlms } from './ability-views.js';
import type { AnnotationFigures } from './annotation.js';
import { capableRouter, routerHint, routersWith } from './capable.js';
import type { DifficultyHistogram } from './difficulty-histogram.js';
import { difficultyBins } from './difficulty-histogram.js';
import type { Dimension } from './dimensions.js';
import { dimensionsOf } from './dimensions.js';
import type { NamedAbility } from './named-abilities.js';
import { abilitiesOfRouter, operatorAbilities } from './named-abilities.js';
import { referenceDifficulty } from './reference-predictions.js';
import type { RoutingAnalysis } from './routing-analysis.js';
import { analysePart, extremes } from './routing-analysis.js';

export interface AnalysisRequest {
  readonly router?: RouterId | undefined;
  /** α in [0, 1]; the default of the server when absent. */
  readonly alpha?: number | undefined;
  /** Share of queries at either end, in (0, 0.5]; 0.3 when absent (paper 6.2). */
  readonly share?: number | undefined;
  readonly pool?: PoolId | undefined;
}

/**
 * What the serving routers have learned of LLMs and training queries. Everything is computed on first use and kept as long as the
 * version serves; the queries are those that the routers were trained on. A router that does not have what is asked of it:
 * BAD_USER_INPUT with those that have; UNKNOWN_ROUTER for one that is not loaded.
 */
export interface AbilityService {
  /** Throws what is said above unless the router has abilities. */
  check(router: RouterId): void;
  /** The dimensions of a router by name, or the operator's list where no router is named. */
  list(router?: RouterId): readonly NamedAbility[];
  /** One of list(); null where there is none of that id. */
  find(id: string, router?: RouterId): NamedAbility | null;
  /** LLMs by one ability, the most able first; empty where no router has learned it. */
  ranking(ability: NamedAbility): Promise<readonly RankedLlm[]>;
  /** The training queries that need it most; empty where no router has learned it. */
  queries(ability: NamedAbility, first: number): Promise<readonly NeedyQuery[]>;
  /** Training queries that need it more than any other ability; null where no router can tell. */
  queryCount(ability: NamedAbility): Promise<number | null>;
  /** How many queries were said to need it before training, and what training has left of that; null without an annotation. */
  annotation(ability: NamedAbility): Promise<AnnotationFigures | null>;
  /** Posterior standard deviation of θ, [dims]; null where it is not known or the LLM not supported. */
  deviation(router: RouterId, llm: LlmId): Promise<Float32Array | null>;
  /** What the dimensions of a router are called; empty for a router without abilities. */
  dimensions(router: RouterId): Promise<readonly Dimension[]>;
  histogram(bins: number, router?: RouterId): Promise<DifficultyHistogram>;
  /** Throws what a pool throws, ALPHA_OUT_OF_RANGE, BAD_USER_INPUT for a share outside (0, 0.5], UNSUPPORTED_POOL. */
  analysis(request: AnalysisRequest): Promise<RoutingAnalysis>;
}

export interface AbilityServiceDeps {
  /** The serving set and the catalogue; asked once per call. */
  readonly serving: () => RouterSet;
  readonly catalogue: () => Catalogue;
  /** The operator's named abilities. */
  readonly described: readonly Ability[];
  readonly texts: QueryTextRepository | null;
  readonly defaultAlpha: number;
}

export const DEFAULT_SHARE = 0.3;

export function createAbilityService(deps: AbilityServiceDeps): AbilityService {
  const list = (id?: RouterId): readonly NamedAbility[] => {
    const set = deps.serving();
    if (id === undefined) return operatorAbilities(set, deps.described);
    const { router, facet: abilities } = capableRouter(set, 'abilities', id);
    return abilitiesOfRouter(set, router, abilities, deps.described) ?? refuseUnnamed(set, id);
  };
  return {
    check: (id) => void capableRouter(deps.serving(), 'abilities', id),
    list,
    find: (id, router) => list(router).find((ability) => ability.id === id) ?? null,
    ranking: async ({ home }) => (home ? rankLlms(home) : []),
    queries: async ({ home }, first) => (home && (await neediestQueries(home, first, deps.texts))) ?? [],
    queryCount: async ({ home }) => home && queryCount(home),

    annotation: async ({ home }) => home && namedBy(home),

    async deviation(id, llm) {
      const set = deps.serving();
      const { router, facet: abilities } = capableRouter(set, 'abilities', id);
      if (!router.loaded.supports(llm)) return null;
      return (await deviationsOf(router, abilities, set))?.(llm) ?? null;
    },

    async dimensions(id) {
      const set = deps.serving();
      const router = findRouter(set, id);
      const abilities = facet(router.plugin, router.loaded, 'abilities');
      return abilities ? dimensionsOf(router, abilities, set) : [];
    },

    async histogram(bins, id) {
      const set = deps.serving();
      const { router } = capableRouter(set, 'itemParameters', id);
      const difficulty = await referenceDifficulty(router, set);
      const { version } = set.manifest;
      return { router: router.id, version, bins: difficultyBins(difficulty, set.reference.responses, bins) };
    },

    analysis: (request) => analyse(request, deps),
  };
}

async function analyse(request: AnalysisRequest, deps: AbilityServiceDeps): Promise<RoutingAnalysis> {
  const set = deps.serving();
  const { router } = capableRouter(set, 'itemParameters', request.router);
  const share = checkShare(request.share ?? DEFAULT_SHARE);
  const { input, pool } = await analysisInput(set, deps.catalogue(), router, {
    alpha: request.alpha ?? deps.defaultAlpha,
    pool: request.pool,
  });
  const difficulty = await referenceDifficulty(router, set);
  const { hardest, easiest } = extremes(difficulty, share);
  return {
    router: router.id,
    version: set.manifest.version,
    objective: input.objective,
    pool,
    share,
    hardest: analysePart(input, difficulty, hardest),
    easiest: analysePart(input, difficulty, easiest),
  };
}

function checkShare(share: number): number {
  if (share > 0 && share <= 0.5) return share;
  throw new ThetaError('BAD_USER_INPUT', `share must be above 0 and at most 0.5, got ${share}.`, {
    hint: `It is taken from either end of the queries; ${DEFAULT_SHARE} is the paper's.`,
  });
}

function refuseUnnamed(set: RouterSet, id: RouterId): never {
  const naming = routersWith(set, 'abilities').filter(
    (router) => (facet(router.plugin, router.loaded, 'abilities') as Facets['abilities']).abilityNames,
  );
  throw new ThetaError('BAD_USER_INPUT', `Router ${id} does not name its abilities; \`dimensions\` says why.`, {
    hint: routerHint(naming),
  });
}
