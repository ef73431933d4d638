import { ThetaError } from '../domain/errors.js';
import type { RouterId } from '../domain/ids.js';
import { routerId } from '../domain/ids.js';
import type { AnyRouterPlugin } from './contract.js';
import { validatePlugin } from './validate.js';

/** The router plugins of this process; immutable. */
export interface RouterRegistry {
  readonly ids: readonly RouterId[];
  readonly plugins: readonly AnyRouterPlugin[];
  has(id: string): boolean;
  /** Throws UNKNOWN_ROUTER, naming the known ones. */
  get(id: string): AnyRouterPlugin;
}

/**
 * Takes plugins only if they keep the contract, so that a wrong one stops the start and not a request. Throws
 * PLUGIN_INVALID naming plugin, what the contract needs and what was found.
 */
export function createRegistry(plugins: readonly unknown[]): RouterRegistry {
  const byId = new Map<string, AnyRouterPlugin>();
  for (const candidate of plugins) {
    const plugin = validatePlugin(candidate);
    if (byId.has(plugin.id)) {
      throw new ThetaError(
        'PLUGIN_INVALID',
        `Plugin ${plugin.id}: needs an id of its own, found it registered twice.`,
        {
          hint: 'Take one of the two out of THETA_PLUGINS.',
        },
      );
    }
    byId.set(plugin.id, plugin);
  }
  return Object.freeze({
    ids: [...byId.keys()].map(routerId),
    plugins: [...byId.values()],
    has: (id: string) => byId.has(id),
    get(id: string) {
      const plugin = byId.get(id);
      if (plugin) return plugin;
      throw new ThetaError('UNKNOWN_ROUTER', `There is no router ${JSON.stringify(id)}.`, {
        hint: `Known routers: ${[...byId.keys()].join(', ')}.`,
      });
    },
  });
}
