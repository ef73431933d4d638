import { ThetaError, toThetaError } from '../domain/errors.js';
import { relaxationsOf } from './constraints/relax.js';
import type { Relaxation } from './constraints/types.js';
import type { ResolvedRequest } from './route-request.js';
import type { RouteRefusal } from './types.js';

/** A thrown input error as one item's refusal; a fault of ours stays a fault. */
export function toRefusal(thrown: unknown): RouteRefusal {
  const error = toThetaError(thrown);
  if (error.kind === 'fault') throw error;
  const { code, message, hint = null } = error;
  return { kind: 'refusal', code, message, hint, excluded: [], relaxations: [] };
}

/** Why a correct request has no answer; null when it may have one. */
export function refusalOf(resolved: ResolvedRequest): RouteRefusal | null {
  if (resolved.router.plugin.evaluationOnly) return evaluationOnly(resolved);
  return resolved.pool.candidates.llms.length === 0 ? nothingEligible(resolved) : null;
}

function evaluationOnly({ router }: ResolvedRequest): RouteRefusal {
  return toRefusal(
    new ThetaError(
      'EVALUATION_ONLY',
      `Router ${router.id} needs the true responses of a query and cannot decide for a new one.`,
      {
        hint: 'Use it with `theta evaluate`.',
      },
    ),
  );
}

function nothingEligible({ router, pool }: ResolvedRequest): RouteRefusal {
  const relaxations = relaxationsOf(pool.blocked);
  if (relaxations.length > 0)
    return { ...toRefusal(overConstrained(relaxations)), excluded: pool.excluded, relaxations };
  const unsupported = pool.excluded.some((e) => e.code === 'NOT_SUPPORTED_BY_ROUTER');
  const error = unsupported
    ? new ThetaError('UNSUPPORTED_POOL', `Router ${router.id} cannot answer for any LLM of this pool.`, {
        hint: 'Ask another router, or name LLMs that this router was trained on: `routers { id llms { id } }`.',
      })
    : new ThetaError('NO_ELIGIBLE_LLM', 'No LLM of this pool may be chosen; `excluded` says why for each.', {
        hint: 'Give prices for unpriced LLMs, name cold LLMs in llms, or choose another pool.',
      });
  return { ...toRefusal(error), excluded: pool.excluded };
}

function overConstrained(relaxations: readonly Relaxation[]): ThetaError {
  const together = relaxations[0]?.constraints.length ?? 1;
  const message = 'No LLM of this pool meets every constraint; `excluded` says why for each.';
  const first = together === 1 ? '' : `No constraint alone stands in the way: ${together} must be relaxed together. `;
  return new ThetaError('NO_ELIGIBLE_LLM', message, { hint: first + relaxations.map(({ text }) => text).join(' ') });
}
