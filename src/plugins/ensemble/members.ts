import { ThetaError } from '../../domain/errors.js';
import type { AnyRouterPlugin } from '../contract.js';
import { parseHyperparameters } from '../hyperparameters.js';
import type { EnsembleHyperparameters } from './hyperparameters.js';

export interface Member {
  readonly plugin: AnyRouterPlugin;
  readonly hyperparameters: unknown;
}

/**
 * The members named in the hyper-parameters, with theirs. Throws UNKNOWN_ROUTER for one that is not installed and
 * HYPERPARAMETER_INVALID for one that cannot be stacked: logits are averaged, so every member must give a probability.
 */
export function resolveMembers(h: EnsembleHyperparameters, plugin: (id: string) => AnyRouterPlugin): readonly Member[] {
  for (const id of Object.keys(h.memberHyperparameters)) {
    if (!h.members.includes(id)) throw refused(id, 'memberHyperparameters names it, members does not');
  }
  return h.members.map((id, i) => {
    if (h.members.indexOf(id) !== i) throw refused(id, 'it is named twice');
    if (id === 'ensemble') throw refused(id, 'an ensemble cannot be its own member');
    const found = plugin(id);
    if (found.output !== 'performance') {
      throw refused(id, 'it gives a preference, which is no probability of success');
    }
    if (found.evaluationOnly) throw refused(id, 'it needs the true responses and serves evaluation only');
    return {
      plugin: found,
      hyperparameters: parseHyperparameters(found, h.memberHyperparameters[id] ?? {}) as unknown,
    };
  });
}

const refused = (id: string, why: string): ThetaError =>
  new ThetaError('HYPERPARAMETER_INVALID', `Router ensemble: ${JSON.stringify(id)} cannot be a member: ${why}.`, {
    hint: 'Name each router that predicts performance once, for example members: ["mirt", "knn"].',
  });
