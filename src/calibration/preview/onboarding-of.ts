import type { Facets } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import type { ServingRouter } from '../../routing/router-set.js';

/** How a router takes in newcomers; null where it does not. */
export const onboardingOf = ({ plugin, loaded }: ServingRouter): Facets['onboarding'] | null =>
  facet(plugin, loaded, 'onboarding');
