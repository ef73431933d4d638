import { ThetaError } from '../../domain/errors.js';
import type { PoolId } from '../../domain/ids.js';
import type { Catalogue } from '../../domain/llm.js';
import { objective } from '../../domain/objective.js';
import { facet } from '../../plugins/contract.js';
import { eligiblePool, supportedBy } from '../candidates.js';
import type { RouterSet, ServingRouter } from '../router-set.js';
import { referencePredictions } from './reference-predictions.js';
import type { AnalysisInput } from './routing-analysis.js';

/**
 * What a router needs to decide for the training queries as it would for requests. Throws what a pool throws, ALPHA_OUT_OF_RANGE,
 * UNSUPPORTED_POOL.
 */
export async function analysisInput(
  set: RouterSet,
  catalogue: Catalogue,
  router: ServingRouter,
  request: { readonly alpha: number; readonly pool: PoolId | undefined },
): Promise<{ readonly input: AnalysisInput; readonly pool: PoolId | null }> {
  const weights = objective(request.alpha);
  const { pool, candidates } = supportedBy(eligiblePool(catalogue, { pool: request.pool }), router);
  if (candidates.llms.length === 0) throw noCandidate(router, pool);
  const input = {
    predicted: await referencePredictions(router.loaded, set, candidates),
    candidates,
    objective: weights,
    output: router.plugin.output,
    policy: facet(router.plugin, router.loaded, 'policy'),
    responses: set.reference.responses,
  };
  return { input, pool };
}

function noCandidate(router: ServingRouter, pool: PoolId | null): ThetaError {
  return new ThetaError(
    'UNSUPPORTED_POOL',
    `Router ${router.id} can answer for no LLM of pool ${pool} that may be chosen.`,
    {
      hint: 'Name another pool, or give its LLMs prices.',
    },
  );
}
