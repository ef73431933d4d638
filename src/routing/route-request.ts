import { checkPrice } from '../domain/cost.js';
import { ThetaError } from '../domain/errors.js';
import type { Objective } from '../domain/objective.js';
import { objective } from '../domain/objective.js';
import { checkQueryText } from '../domain/query-text.js';
import { countTokens } from '../tensor/embedders/http/count-tokens.js';
import type { EligiblePool } from './candidates.js';
import { findLlm } from './candidates.js';
import type { AbstentionDefaults, AbstentionSettings } from './abstention.js';
import { NO_ABSTENTION, abstentionOf } from './abstention.js';
import { checkConstraints } from './constraints/check.js';
import type { TokenUse } from './expected-cost/expected-cost.js';
import type { CallPools } from './request-pool.js';
import { checkEpsilon } from './exploration.js';
import { requestPool } from './request-pool.js';
import type { RouterSet, ServingRouter } from './router-set.js';
import type { Snapshot } from './snapshot.js';
import { objectiveOf } from './targets/check-target.js';
import type { Target } from './targets/types.js';
import type { RouteRequest } from './types.js';

/** What applies where a request is silent. */
export interface RoutingDefaults {
  readonly alpha: number;
  /** λ; null takes the one of the router set. */
  readonly warmUpWeight: number | null;
  /** k of the warm-up. */
  readonly warmUpNeighbours: number;
  readonly maxQueryCharacters: number;
  readonly maxBatch: number;
  /** Off where it is absent. */
  readonly abstention?: AbstentionDefaults | undefined;
}

/** A request that has been checked and filled in. */
export interface ResolvedRequest {
  readonly request: RouteRequest;
  readonly router: ServingRouter;
  /** Weights over C by output price; a target brings its own. */
  readonly objective: Objective;
  readonly target: Target | null;
  readonly warmUpWeight: number;
  readonly pool: EligiblePool;
  /** Estimated, where a constraint made it matter; else 0. */
  readonly inputTokens: number;
  /** Null where it never abstains. */
  readonly abstention: AbstentionSettings | null;
}

const MAX_TAGS = 32;
const MAX_TAG_CHARACTERS = 128;

/**
 * Throws the coded input error that says what is wrong; touches nothing but `callPools`, which lets the requests of one
 * call that name equal LLMs, prices and constraints share one pool, and so one prediction.
 */
export function resolveRequest(
  request: RouteRequest,
  snapshot: Snapshot,
  defaults: RoutingDefaults,
  callPools: CallPools = new Map(),
): ResolvedRequest {
  checkQueryText(request.query, defaults.maxQueryCharacters);
  const { alpha, target } = objectiveOf(request.alpha, request.objective);
  const weights = objective(alpha ?? defaults.alpha);
  const router = findRouter(snapshot.set, request.router ?? snapshot.set.manifest.defaultRouter);
  if (request.prices) for (const [llm, price] of request.prices) checkPrice(llm, price);
  if (request.tags) checkTags(request.tags);
  if (request.exploration !== undefined) checkEpsilon(request.exploration);
  checkTokenUse(request);
  const asked = request.constraints ?? null;
  const constraints = asked && checkConstraints(asked, (id) => findLlm(snapshot.catalogue, id));
  const inputTokens =
    constraints?.outputTokens === undefined
      ? 0
      : countTokens(request.query, Infinity).tokens + (request.contextTokens ?? 0);
  return {
    request,
    router,
    objective: weights,
    target,
    warmUpWeight: checkWeight(request.warmUpWeight ?? defaults.warmUpWeight ?? snapshot.set.manifest.warmUpWeight),
    pool: requestPool({ ...request, constraints, inputTokens }, router, snapshot, callPools),
    inputTokens,
    abstention: abstentionOf(request.abstain, defaults.abstention ?? NO_ABSTENTION, snapshot.catalogue),
  };
}

function checkTags(tags: readonly string[]): void {
  if (tags.length <= MAX_TAGS && tags.every((tag) => tag.length >= 1 && tag.length <= MAX_TAG_CHARACTERS)) return;
  throw new ThetaError(
    'BAD_USER_INPUT',
    `tags: expected at most ${MAX_TAGS} labels of 1 to ${MAX_TAG_CHARACTERS} characters.`,
    { hint: 'Shorten the labels, or send fewer.' },
  );
}

function checkTokenUse({ contextTokens = 0, cachedInputTokens = 0 }: TokenUse): void {
  for (const [name, tokens] of Object.entries({ contextTokens, cachedInputTokens })) {
    if (Number.isFinite(tokens) && tokens >= 0) continue;
    throw new ThetaError('BAD_USER_INPUT', `${name}: expected a number of tokens, 0 or more, got ${tokens}.`, {
      hint: 'Leave it out where no such tokens are sent.',
    });
  }
}

/** Throws UNKNOWN_ROUTER. */
export function findRouter(set: RouterSet, id: string): ServingRouter {
  const router = set.routers.get(id as ServingRouter['id']);
  if (router) return router;
  throw new ThetaError('UNKNOWN_ROUTER', `No router "${id}" is loaded.`, {
    hint: `Routers: ${[...set.routers.keys()].join(', ')}.`,
  });
}

function checkWeight(weight: number): number {
  if (Number.isFinite(weight) && weight >= 0 && weight <= 1) return weight;
  throw new ThetaError('WARM_UP_OUT_OF_RANGE', `The warm-up weight λ must be a number from 0 to 1, got ${weight}.`, {
    hint: '0 leaves the query vector as it is; 1 replaces it by the mean of its neighbours.',
  });
}
