import type { Ability } from '../../domain/llm.js';
import type { Facets } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import type { RouterSet, ServingRouter } from '../router-set.js';
import { routersWith } from './capable.js';

/** A router that has learned a named ability, and which of its dimensions that is. */
export interface AbilityHome {
  /** The set that served when the ability was asked for; all that is said of it comes from this one. */
  readonly set: RouterSet;
  readonly router: ServingRouter;
  readonly abilities: Facets['abilities'];
  readonly dimension: number;
}

/** An ability with a name, from the operator's list or from a router. */
export interface NamedAbility extends Ability {
  /** Null for one of the operator's that no router of the serving version has learned. */
  readonly home: AbilityHome | null;
}

/** The dimensions of a router by name; what the operator's list says of one of that id is taken from there. Null without names. */
export function abilitiesOfRouter(
  set: RouterSet,
  router: ServingRouter,
  abilities: Facets['abilities'],
  described: readonly Ability[],
): NamedAbility[] | null {
  const known = new Map(described.map((ability) => [ability.id, ability]));
  return (
    abilities.abilityNames?.map((id, dimension) => ({
      id,
      name: known.get(id)?.name ?? id,
      description: known.get(id)?.description ?? `A dimension of router ${router.id}, which calls it ${id}.`,
      home: { set, router, abilities, dimension },
    })) ?? null
  );
}

/** The operator's list, each ability with the first router that has learned a dimension of that name. */
export function operatorAbilities(set: RouterSet, described: readonly Ability[]): NamedAbility[] {
  const homes = new Map<string, AbilityHome>();
  for (const router of routersWith(set, 'abilities')) {
    const abilities = facet(router.plugin, router.loaded, 'abilities') as Facets['abilities'];
    abilities.abilityNames?.forEach((id, dimension) => {
      if (!homes.has(id)) homes.set(id, { set, router, abilities, dimension });
    });
  }
  return described.map((ability) => ({ ...ability, home: homes.get(ability.id) ?? null }));
}
