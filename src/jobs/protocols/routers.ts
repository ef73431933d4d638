import { ThetaError } from '../../domain/errors.js';
import type { RouterId } from '../../domain/ids.js';
import { routerId } from '../../domain/ids.js';
import type { Capability } from '../../plugins/contract.js';
import type { ProtocolInput } from './protocol.js';

/** The router that sends everything to the LLM that was best on the training data. */
export const BEST_SINGLE = 'best-single';

/**
 * The routers of the input, all of them where it names none, and the best single LLM to compare with. Throws UNKNOWN_ROUTER
 * for one that is not installed, or that a stored set does not hold.
 */
export function withBestSingle(input: ProtocolInput): RouterId[] {
  const { plugins } = input.training.factory;
  const named = namedRouters(input);
  const single = routerId(BEST_SINGLE);
  return named.includes(single) || !plugins.has(BEST_SINGLE) ? named : [...named, single];
}

function namedRouters({ routers, storedSet, training }: ProtocolInput): RouterId[] {
  const { plugins } = training.factory;
  const named =
    routers.length > 0 ? [...new Set(routers)] : storedSet ? [...storedSet.routers.keys()] : [...plugins.ids];
  const missing = named.filter(
    (id) => !plugins.get(id).evaluationOnly && storedSet !== null && !storedSet.routers.has(id),
  );
  if (missing.length === 0) return named;
  throw new ThetaError('UNKNOWN_ROUTER', `The router set holds no ${missing.join(', ')}.`, {
    hint: `It holds ${[...(storedSet?.routers.keys() ?? [])].join(', ')}.`,
  });
}

/**
 * Those of the named routers that have the capability, or all that have it where none is named. Throws CONFIG_INVALID when
 * none is left.
 */
export function capable(input: ProtocolInput, capability: Capability, protocol: string): RouterId[] {
  const { plugins } = input.training.factory;
  const named = namedRouters(input);
  const all = plugins.ids.filter((id) => plugins.get(id).capabilities.includes(capability));
  const left = named.filter((id) => plugins.get(id).capabilities.includes(capability));
  if (left.length > 0) return left;
  throw new ThetaError(
    'CONFIG_INVALID',
    `Protocol ${protocol} needs a router with ${capability}, got ${named.join(', ')}.`,
    {
      hint: `Routers with it: ${all.join(', ') || 'none'}.`,
    },
  );
}

/**
 * The same without routers that know the true responses, which they find by the exact text. Throws CONFIG_INVALID where one of those
 * is named, and UNKNOWN_ROUTER.
 */
export function withoutBounds(input: ProtocolInput, protocol: string): RouterId[] {
  const { plugins } = input.training.factory;
  const all = withBestSingle(input);
  const bounds = all.filter((id) => plugins.get(id).evaluationOnly);
  const named = bounds.filter((id) => input.routers.includes(id));
  if (named.length === 0) return all.filter((id) => !bounds.includes(id));
  throw new ThetaError(
    'CONFIG_INVALID',
    `Protocol ${protocol} asks with changed texts, which ${named.join(', ')} cannot answer.`,
    {
      hint: 'Leave out what knows the true responses; name routers that could serve.',
    },
  );
}

/** The input with α filled in where it names none. */
export const withAlphas = (input: ProtocolInput, alphas: readonly number[]): ProtocolInput => ({
  ...input,
  alphas: input.alphas.length > 0 ? [...new Set(input.alphas)] : alphas,
});
