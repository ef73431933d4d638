import type { RouterId, VersionId } from '../domain/ids.js';
import { routerId, versionId } from '../domain/ids.js';
import { parseHyperparameters } from '../plugins/hyperparameters.js';
import type { RouterRegistry } from '../plugins/registry.js';
import type { RouterSetRepository } from '../routing/ports.js';
import type { AnnotatorSettings } from './annotators/settings.js';
import type { JobDeps } from './job-deps.js';
import { expectSources } from './sources.js';
import type { RunTraining } from './training-task.js';
import type { TrainingJob, TrainingRequest } from './types.js';
import type { Watch } from './worker-messages.js';

export interface TrainingDeps extends JobDeps {
  readonly routerSets: RouterSetRepository;
  readonly runTraining: RunTraining;
  readonly annotator: AnnotatorSettings | null;
  readonly warmUpWeight: number;
  readonly defaultRouter: RouterId;
  /** Called when a promoted version is stored, so that it is served. */
  readonly onPromoted: (version: VersionId) => Promise<void>;
}

/** Throws UNKNOWN_ROUTER, HYPERPARAMETER_INVALID or TRAINING_DATA_INSUFFICIENT for what cannot be trained. */
export async function checkTraining(request: TrainingRequest, deps: TrainingDeps): Promise<void> {
  for (const id of routersToTrain(request, deps.plugins)) {
    parseHyperparameters(deps.plugins.get(id), request.hyperparameters[id] ?? {});
  }
  Object.keys(request.hyperparameters).forEach((id) => deps.plugins.get(id));
  await expectSources(request.sources, deps.responses);
}

/** Trains, stores and, where asked for, promotes a router set. */
export async function runTrainingJob(
  { id, request }: TrainingJob,
  createdAt: number,
  deps: TrainingDeps,
  watch: Watch,
): Promise<{ readonly version: VersionId }> {
  const responses = await deps.responses.matrix(request.sources.length > 0 ? request.sources : undefined);
  const routers = routersToTrain(request, deps.plugins);
  const built = await deps.runTraining(
    {
      responses,
      catalogue: deps.catalogue(),
      abilities: deps.abilities,
      routers: routers.map((router) => ({
        id: router,
        hyperparameters: request.hyperparameters[router] ?? {},
        optional: request.routers.length === 0,
      })),
      plugins: deps.externalPlugins,
      tensorBackend: deps.tensorBackend,
      annotator: deps.annotator,
      seed: request.seed,
      version: versionId(`v${new Date(createdAt).toISOString().replace(/[-:]|\.\d+/g, '')}-${id.slice(-6)}`),
      label: request.label,
      createdAt,
      defaultRouter: deps.defaultRouter,
      warmUpWeight: deps.warmUpWeight,
      summary: { sources: request.sources },
    },
    watch,
  );
  const { version } = built.manifest;
  await deps.routerSets.save(built.manifest, built.blobs);
  if (request.promote) {
    await deps.routerSets.promote(version);
    await deps.onPromoted(version);
  }
  return { version };
}

/** The routers of the request, or every one that can serve. */
function routersToTrain(request: TrainingRequest, plugins: RouterRegistry): RouterId[] {
  if (request.routers.length === 0) {
    return plugins.plugins.filter((p) => !p.evaluationOnly).map((p) => routerId(p.id));
  }
  request.routers.forEach((id) => plugins.get(id));
  return [...new Set(request.routers)];
}
