import type { Json } from '../domain/artifact.js';
import type { Clock } from '../domain/clock.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId, RouterId } from '../domain/ids.js';
import type { Ability, Catalogue } from '../domain/llm.js';
import { LOCAL_PRINCIPAL } from '../domain/principal.js';
import type { QueryPrivacy } from '../domain/query-privacy.js';
import { checkQueryText } from '../domain/query-text.js';
import { facet } from '../plugins/contract.js';
import { toRecord } from './decision.js';
import type { DecisionLog, DecisionRecord, QueryTextRepository, RouterSetManifest } from './ports.js';
import type { ExplorationSettings } from './exploration.js';
import { describeQuery } from './query-profile.js';
import { routeBatch } from './assignment/route-batch.js';
import type { CallPools } from './request-pool.js';
import type { ResolvedRequest, RoutingDefaults } from './route-request.js';
import { findRouter, resolveRequest } from './route-request.js';
import { decideMany } from './route-many.js';
import { toRefusal } from './refusals.js';
import type { RouterSet } from './router-set.js';
import type { LlmAbility, RouterInfo, RoutingService } from './service.js';
import { servingEmbedder } from './serving-embedder.js';
import type { Snapshot } from './snapshot.js';
import { createSnapshot } from './snapshot.js';
import { withinPools } from './within-pools.js';
import type {
  Caller,
  ComparisonEntry,
  QueryProfile,
  RouteRefusal,
  RouteRequest,
  RouteResult,
  RoutingDecision,
} from './types.js';

export interface RoutingServiceDeps {
  readonly defaults: RoutingDefaults;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly decisionLog: DecisionLog;
  /** Resolves when these are in the log; nobody waits for that where it is absent. Rejects where they may not be. */
  readonly acknowledge?: ((records: readonly DecisionRecord[]) => Promise<void>) | undefined;
  readonly texts: QueryTextRepository | null;
  readonly privacy: QueryPrivacy;
  /** Of traffic; off where it is absent. */
  readonly exploration?: ExplorationSettings | undefined;
  /** Told of every decision of traffic; must return at once and not throw. */
  readonly observe?: ((request: RouteRequest, decision: RoutingDecision) => void) | undefined;
  /** Told of every answer to traffic, with the router that was asked; null where no such router is loaded. As `observe`. */
  readonly count?: ((router: RouterId | null, result: RouteResult) => void) | undefined;
  readonly abilities: readonly Ability[];
  /** Runs `task` after `ms`; how long a replaced set stays usable for requests that still hold it. */
  readonly later: (task: () => void, ms: number) => void;
}

const RETIRE_AFTER_MS = 60_000;
/** A caller that always waits. */
const PATIENT: Caller = {};

/** One snapshot to ask, for use cases that look at routers without being traffic. */
export interface Enquirer {
  readonly set: RouterSet;
  readonly catalogue: Catalogue;
  /** One result per request, in order; a bad request becomes a refusal. */
  decide(requests: readonly RouteRequest[], caller?: Caller): Promise<readonly RouteResult[]>;
}

/** The service, plus what only the composition root may do: put another version in its place. */
export interface SwappableRoutingService extends RoutingService {
  /** New requests see the new set and catalogue at once; the old set is disposed when its requests have ended. */
  swap(set: RouterSet, catalogue: Catalogue): void;
  /** Decides without logging, exploring or abstaining, on the snapshot of now; good for one call of a use case. */
  enquirer(): Enquirer;
  /** The set that serves, for use cases that look into its routers; good for one call. */
  serving(): RouterSet;
  close(): Promise<void>;
}

export function createRoutingService(
  set: RouterSet,
  catalogue: Catalogue,
  deps: RoutingServiceDeps,
): SwappableRoutingService {
  let snapshot = createSnapshot(set, catalogue);
  let embedder = servingEmbedder(set, deps.clock);
  const { warmUpNeighbours } = deps.defaults;
  const enquiry = (caller: Caller) => ({ ...deps, warmUpNeighbours, caller, exploration: null, abstains: false });
  const traffic = (caller: Caller) => ({
    ...enquiry(caller),
    exploration: deps.exploration ?? null,
    abstains: true,
  });

  const log = (
    requests: readonly RouteRequest[],
    results: readonly RouteResult[],
    { principal, storeQuery = true }: Caller,
  ) => {
    const { privacy } = deps;
    const asker = principal === LOCAL_PRINCIPAL ? undefined : principal?.id;
    const records: DecisionRecord[] = [];
    results.forEach((result, i) => {
      deps.count?.(askedRouter((requests[i] as RouteRequest).router, snapshot.set), result);
      if (result.kind !== 'decision') return;
      const store = storeQuery || privacy.store === 'none' ? privacy.store : 'hashed';
      const record = toRecord(result, { ...privacy, store }, asker);
      deps.decisionLog.append(record, result.candidateCosts);
      if (deps.acknowledge) records.push(record);
      deps.observe?.(requests[i] as RouteRequest, result);
    });
    return deps.acknowledge && records.length > 0 ? deps.acknowledge(records).then(() => results) : results;
  };
  const tryResolve = (
    request: RouteRequest,
    at: Snapshot,
    pools: CallPools,
    caller: Caller,
  ): ResolvedRequest | RouteRefusal => {
    try {
      return resolveRequest(withinPools(request, at.catalogue, caller.principal), at, deps.defaults, pools);
    } catch (thrown) {
      return toRefusal(thrown);
    }
  };

  return {
    async route(request, caller = PATIENT) {
      const held = snapshot;
      const bound = withinPools(request, held.catalogue, caller.principal);
      const decided = await decideMany([resolveRequest(bound, held, deps.defaults)], held, traffic(caller));
      const results = await log([bound], decided, caller);
      return results[0] as RouteResult;
    },

    async routeMany(requests, caller = PATIENT) {
      if (requests.length > deps.defaults.maxBatch) {
        throw new ThetaError(
          'BATCH_TOO_LARGE',
          `The batch has ${requests.length} inputs; the limit is ${deps.defaults.maxBatch}.`,
          {
            hint: 'Split it, or raise THETA_MAX_BATCH.',
          },
        );
      }
      const held = snapshot;
      const pools: CallPools = new Map();
      return log(
        requests,
        await decideMany(
          requests.map((request) => tryResolve(request, held, pools, caller)),
          held,
          traffic(caller),
        ),
        caller,
      );
    },

    routeBatch: (request, caller = PATIENT) => {
      const held = snapshot;
      const bound = withinPools(request, held.catalogue, caller.principal);
      return routeBatch(bound, held, deps.defaults, deps.clock, caller);
    },

    async compare(request, routers, caller = PATIENT): Promise<readonly ComparisonEntry[]> {
      const held = snapshot;
      // What is wrong with the request itself is an error of the whole comparison, not of each router.
      resolveRequest(withinPools(request, held.catalogue, caller.principal), held, deps.defaults);
      const ids = routers ?? servingRouters(held.set);
      ids.forEach((id) => findRouter(held.set, id));
      const resolved = ids.map((router) => tryResolve({ ...request, router }, held, new Map(), caller));
      // A comparison looks at routers; it is not traffic, so it is not logged.
      const results = await decideMany(resolved, held, enquiry(caller));
      return ids.map((router, i) => ({ router, result: results[i] as RouteResult }));
    },

    async queryProfile(text, router, caller = PATIENT): Promise<QueryProfile> {
      const held = snapshot;
      checkQueryText(text, deps.defaults.maxQueryCharacters);
      const { manifest } = held.set;
      return describeQuery(text, findRouter(held.set, router ?? manifest.defaultRouter), held, deps.texts, {
        warmUpWeight: deps.defaults.warmUpWeight ?? manifest.warmUpWeight,
        warmUpNeighbours,
        caller,
        monotonic: () => deps.clock.monotonic(),
      });
    },

    routers: () => describeRouters(snapshot.set),
    catalogue: () => snapshot.catalogue,
    abilities: () => deps.abilities,
    current: (): RouterSetManifest => snapshot.set.manifest,
    embedder: () => embedder,
    llmAbilities: (llm) => describeAbilities(snapshot.set, llm),

    swap(nextSet, nextCatalogue) {
      const old = snapshot.set;
      snapshot = createSnapshot(nextSet, nextCatalogue);
      if (old === nextSet) return;
      embedder = servingEmbedder(nextSet, deps.clock);
      deps.later(() => void old.dispose(), RETIRE_AFTER_MS);
    },
    enquirer() {
      const held = snapshot;
      return {
        set: held.set,
        catalogue: held.catalogue,
        decide(requests, caller = PATIENT) {
          const pools: CallPools = new Map();
          return decideMany(
            requests.map((request) => tryResolve(request, held, pools, PATIENT)),
            held,
            enquiry(caller),
          );
        },
      };
    },
    serving: () => snapshot.set,
    close: () => snapshot.set.dispose(),
  };
}

const askedRouter = (router: RouterId | undefined, { manifest, routers }: RouterSet): RouterId | null =>
  router === undefined ? manifest.defaultRouter : routers.has(router) ? router : null;

const servingRouters = (set: RouterSet): RouterId[] =>
  [...set.routers.values()].filter((r) => !r.plugin.evaluationOnly).map((r) => r.id);

function describeRouters(set: RouterSet): RouterInfo[] {
  return [...set.routers.values()].map(({ id, plugin, loaded, calibration, meta }) => ({
    id,
    title: plugin.title,
    description: plugin.description,
    citation: plugin.citation,
    output: plugin.output,
    maturity: plugin.maturity,
    capabilities: plugin.capabilities,
    version: set.manifest.version,
    isDefault: id === set.manifest.defaultRouter,
    evaluationOnly: plugin.evaluationOnly,
    llms: loaded.llms,
    calibration,
    hyperparameters: (meta['hyperparameters'] ?? {}) as { readonly [key: string]: Json },
  }));
}

function describeAbilities(set: RouterSet, llm: LlmId): LlmAbility[] {
  return [...set.routers.values()].flatMap(({ id, plugin, loaded }) => {
    const abilities = facet(plugin, loaded, 'abilities');
    if (!abilities || !loaded.supports(llm)) return [];
    const ability = abilities.ability(llm);
    const deviation = abilities.abilityDeviation?.(llm) ?? null;
    return [{ llm, router: id, ability, names: abilities.abilityNames ?? null, deviation }];
  });
}
