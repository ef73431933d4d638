import { ThetaError } from '../domain/errors.js';
import type { RouterRegistry } from '../plugins/registry.js';
import type { RouterSetManifest, RouterSetRepository } from '../routing/ports.js';
import type { EmbedderSource } from './embedder-source.js';
import { specName } from './embedder-source.js';
import type { RecordedRequest } from './recorded-request.js';
import { trainable } from './training-job.js';
import type { ReembedRequest, TrainingRequest } from './types.js';

export interface ReembedDeps {
  readonly routerSets: Pick<RouterSetRepository, 'current'>;
  readonly plugins: RouterRegistry;
  readonly embedderSource: Pick<EmbedderSource, 'spec'>;
}

/**
 * The training that repeats the one of the serving version on vectors of another embedder. What that version does not say
 * of itself takes its default. Throws NO_ROUTER_SET where none serves, CONFIG_INVALID for an unknown embedder.
 */
export async function trainingOf(asked: ReembedRequest, deps: ReembedDeps): Promise<TrainingRequest> {
  const serving = await deps.routerSets.current();
  if (!serving) throw new ThetaError('NO_ROUTER_SET', 'The database holds no router set that serves.');
  const recorded = recordedRequest(serving, deps.plugins);
  const { embedder, promote } = asked;
  return {
    ...recorded,
    ...(asked.routers.length > 0 && { routers: asked.routers }),
    ...(asked.sources.length > 0 && { sources: asked.sources }),
    embedder,
    label: asked.label ?? `embedded with ${specName(deps.embedderSource.spec(embedder))}`,
    promote,
  };
}

/** The request behind a version, or what its parts say of it. */
export function recordedRequest(
  { summary, routers, seed }: RouterSetManifest,
  plugins: RouterRegistry,
): RecordedRequest {
  const recorded = summary['request'] as RecordedRequest | undefined;
  if (recorded) return recorded;
  const ids = routers.map(({ id }) => id);
  // No name where every router is meant: one that the data do not suffice for is then left out instead of failing all.
  const all = trainable(plugins).every((id) => ids.includes(id));
  const sources = (summary['sources'] ?? []) as readonly string[];
  return { routers: all ? [] : ids, sources, seed, hyperparameters: {} };
}
