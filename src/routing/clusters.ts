import { artifactDigest, encodeArtifact } from '../domain/artifact.js';
import type { Clock } from '../domain/clock.js';
import { ThetaError } from '../domain/errors.js';
import type { RouterId, VersionId } from '../domain/ids.js';
import { versionId } from '../domain/ids.js';
import type { AnnotatedCluster, ClusterCorrection, Facets } from '../plugins/contract.js';
import { facet } from '../plugins/contract.js';
import type { QueryTextRepository, RouterSetManifest, RouterSetRepository } from './ports.js';
import { findRouter } from './route-request.js';
import type { RouterSet, ServingRouter } from './router-set.js';

/** A cluster with the texts of its typical queries; null where a text is not stored. */
export interface ClusterInfo extends Omit<AnnotatedCluster, 'examples'> {
  readonly examples: readonly { readonly id: string; readonly text: string | null }[];
}

export interface CorrectClusters {
  /** The first router with clusters when absent. */
  readonly router?: RouterId | undefined;
  /** At least one, each cluster once; the abilities replace those that the cluster has. */
  readonly corrections: readonly ClusterCorrection[];
  /** Label of the new router set. */
  readonly label: string;
  /** Why, for those who look at the set later; null without one. */
  readonly reason: string | null;
  readonly promote: boolean;
}

/** The groups of training queries that a router takes relevance from: looking at them and correcting them. */
export interface ClusterService {
  /** Of the serving set. Throws UNKNOWN_ROUTER; BAD_USER_INPUT when the router has no clusters. */
  list(router?: RouterId): Promise<readonly ClusterInfo[]>;
  /**
   * Stores a new router set in which that router has the corrected clusters and everything else is the same. Throws
   * UNKNOWN_ROUTER, or BAD_USER_INPUT naming the clusters and abilities that exist.
   */
  correct(request: CorrectClusters): Promise<RouterSetManifest>;
}

export interface ClusterServiceDeps {
  /** The serving set; asked once per call. */
  readonly serving: () => RouterSet;
  readonly routerSets: RouterSetRepository;
  readonly texts: QueryTextRepository | null;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Called when a promoted version is stored, so that it is served. */
  readonly onPromoted: (version: VersionId) => Promise<void>;
}

export function createClusterService(deps: ClusterServiceDeps): ClusterService {
  return {
    async list(router) {
      const clusters = withClusters(deps.serving(), router).clusters.describe();
      const texts = await deps.texts?.texts(clusters.flatMap(({ examples }) => examples));
      return clusters.map((cluster) => ({
        ...cluster,
        examples: cluster.examples.map((id) => ({ id, text: texts?.get(id) ?? null })),
      }));
    },

    async correct({ router, corrections, label, reason, promote }) {
      const { manifest: old, ...set } = deps.serving();
      const { id, clusters } = withClusters({ manifest: old, ...set }, router);
      const bytes = encodeArtifact(clusters.correct(corrections));
      const digest = artifactDigest(bytes);
      const now = deps.clock.now();
      const manifest: RouterSetManifest = {
        ...old,
        version: versionId(`v${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}-${deps.newId().slice(-6)}`),
        label,
        createdAt: now,
        routers: old.routers.map((entry) => (entry.id === id ? { id, digest } : entry)),
        summary: {
          ...old.summary,
          correction: { of: old.version, router: id, clusters: corrections.map((c) => c.cluster), reason },
        },
      };
      await deps.routerSets.save(manifest, new Map([[digest, bytes]]));
      if (promote) {
        await deps.routerSets.promote(manifest.version);
        await deps.onPromoted(manifest.version);
      }
      return manifest;
    },
  };
}

function withClusters(set: RouterSet, id: RouterId | undefined): { id: RouterId; clusters: Facets['clusters'] } {
  const all = [...set.routers.values()];
  const has = ({ plugin }: ServingRouter) => plugin.capabilities.includes('clusters');
  const router = id === undefined ? all.find(has) : findRouter(set, id);
  const clusters = router && facet(router.plugin, router.loaded, 'clusters');
  if (router && clusters) return { id: router.id, clusters };
  const named = all.filter(has).map((r) => r.id);
  throw new ThetaError(
    'BAD_USER_INPUT',
    id === undefined ? 'No router has clusters.' : `Router ${id} has no clusters.`,
    {
      hint: named.length > 0 ? `Routers with clusters: ${named.join(', ')}.` : 'Train one that has, for example nirt.',
    },
  );
}
