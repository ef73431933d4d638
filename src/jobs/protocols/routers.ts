import { ThetaError } from '../../domain/errors.js';
import type { RouterId } from '../../domain/ids.js';
import { routerId } from '../../domain/ids.js';
import type { Capability } from '../../plugins/contract.js';
import type { ProtocolInput } from './protocol.js';

/** The router that sends everything to the LLM that was best on the training data. */
export const BEST_SINGLE = 'best-single';

/** The routers of the input, all of them where it names none, and the best single LLM to compare with. */
export function withBestSingle(input: ProtocolInput): RouterId[] {
  const { plugins } = input.training.factory;
  const named = input.routers.length > 0 ? [...new Set(input.routers)] : plugins.ids;
  named.forEach((id) => plugins.get(id));
  return named.includes(routerId(BEST_SINGLE)) || !plugins.has(BEST_SINGLE)
    ? [...named]
    : [...named, routerId(BEST_SINGLE)];
}

/**
 * Those of the named routers that have the capability, or all that have it where none is named. Throws CONFIG_INVALID when
 * none is left.
 */
export function capable(input: ProtocolInput, capability: Capability, protocol: string): RouterId[] {
  const { plugins } = input.training.factory;
  const named = input.routers.length > 0 ? [...new Set(input.routers)] : plugins.ids;
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

/** The input with α filled in, and checked parameters of every router that was set. */
export const withAlphas = (input: ProtocolInput, alphas: readonly number[]): ProtocolInput => ({
  ...input,
  alphas: input.alphas.length > 0 ? [...new Set(input.alphas)] : alphas,
});
