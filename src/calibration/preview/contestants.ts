import { ThetaError } from '../../domain/errors.js';
import type { ServingRouter } from '../../routing/router-set.js';

const HINT = 'Name a router that scores by P̂ and cost, for example hirt, mirt or knn.';

/** Why a router cannot be previewed with: a preview compares P̂ of one LLM with the best score of the others. Null where it can. */
export function whyNoContest({ id, plugin }: ServingRouter): ThetaError | null {
  const { capabilities, evaluationOnly, output } = plugin;
  const error = (code: ThetaError['code'], message: string) => new ThetaError(code, message, { hint: HINT });
  if (evaluationOnly) return error('EVALUATION_ONLY', `Router ${id} needs the true responses of a query.`);
  if (output === 'preference') {
    return error('NO_PREDICTED_PERFORMANCE', `Router ${id} gives a preference; a preview needs predicted performance.`);
  }
  if (capabilities.includes('policy')) {
    return error('BAD_USER_INPUT', `Router ${id} chooses by a rule of its own, which a preview does not follow.`);
  }
  return null;
}
