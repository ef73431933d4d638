import { ThetaError } from '../domain/errors.js';
import { findRouter } from '../routing/route-request.js';
import type { RouterSet, ServingRouter } from '../routing/router-set.js';
import { posteriorOf } from './knowledge/posterior-of.js';
import type { AnchorRequest } from './types.js';

/**
 * The router that tells what answers would teach: the named one, else the default one or the first other that has a posterior of θ, else
 * the default one for its P̂ alone. Throws UNKNOWN_ROUTER, or BAD_USER_INPUT where the selection needs a posterior and there is none.
 */
export function guideOf({ router: named, llm, selection }: AnchorRequest, set: RouterSet): ServingRouter {
  const all = [...set.routers.values()];
  const standard = findRouter(set, named ?? set.manifest.defaultRouter);
  const learns = (router: ServingRouter) => posteriorOf(router, llm) !== null;
  const guide = (named === undefined ? [standard, ...all] : [standard]).find(learns);
  if (guide) return guide;
  if (selection !== 'ADAPTIVE') return standard;
  const able = all.filter(learns).map(({ id }) => id);
  const who = named === undefined ? 'No router that serves' : `Router ${named}`;
  throw new ThetaError(
    'BAD_USER_INPUT',
    `${who} does not learn a θ of ${llm} from answers, so none tells more than another.`,
    {
      hint: `${able.length > 0 ? `Routers that do: ${able.join(', ')}. Or choose` : 'Choose'} STRATIFIED anchors.`,
    },
  );
}
