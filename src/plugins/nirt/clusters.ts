import type { Artifact } from '../../domain/artifact.js';
import { ThetaError } from '../../domain/errors.js';
import type { ClusterCorrection, Facets } from '../contract.js';
import type { NirtModel } from './artifact.js';

const OPERATOR = 'operator';

/** Looking at the clusters of a model and correcting what they need. */
export function clustersFacet({ clusters, clusterOf, abilityIds }: NirtModel, artifact: Artifact): Facets['clusters'] {
  const check = ({ cluster, abilities }: ClusterCorrection): void => {
    if (!Object.hasOwn(clusters, cluster)) {
      throw new ThetaError('BAD_USER_INPUT', `There is no cluster ${cluster}.`, {
        hint: `Clusters of this router: 0 to ${clusters.length - 1}.`,
      });
    }
    const unknown = abilities.filter((id) => !abilityIds.includes(id));
    if (unknown.length === 0) return;
    throw new ThetaError('BAD_USER_INPUT', `Not abilities of this router: ${unknown.join(', ')}.`, {
      hint: `Its abilities: ${abilityIds.join(', ')}.`,
    });
  };
  return {
    clusterOf,
    describe: () => clusters.map((cluster, id) => ({ id, ...cluster })),
    correct(corrections) {
      corrections.forEach(check);
      const needs = new Map(corrections.map(({ cluster, abilities }) => [cluster, abilities]));
      const corrected = clusters.map((saved, id) => {
        const named = needs.get(id);
        if (!named) return saved;
        return { ...saved, abilities: abilityIds.filter((a) => named.includes(a)), annotatedBy: OPERATOR };
      });
      return { ...artifact, meta: { ...artifact.meta, clusters: corrected } };
    },
  };
}
