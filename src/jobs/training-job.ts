import type { RouterId, VersionId } from '../domain/ids.js';
import { routerId, versionId } from '../domain/ids.js';
import { parseHyperparameters } from '../plugins/hyperparameters.js';
import type { RouterRegistry } from '../plugins/registry.js';
import type { RouterSetRepository } from '../routing/ports.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { AnnotatorSettings } from './annotators/settings.js';
import type { BuiltRouterSet, CalibrationSettings } from './build-router-set.js';
import { withText } from './build-router-set.js';
import type { EmbedCounts } from './embed-texts.js';
import type { EmbedderSource } from './embedder-source.js';
import type { JobDeps } from './job-deps.js';
import { recordOf } from './recorded-request.js';
import { expectSources } from './sources.js';
import type { RunTraining, TrainingTask } from './training-task.js';
import { embedTraining } from './training-vectors.js';
import type { EmbeddedTraining } from './training-vectors.js';
import type { TrainingJob, TrainingRequest } from './types.js';
import type { Watch } from './worker-messages.js';

export interface TrainingDeps extends JobDeps {
  readonly routerSets: RouterSetRepository;
  readonly runTraining: RunTraining;
  readonly embedderSource: EmbedderSource;
  readonly annotator: AnnotatorSettings | null;
  readonly warmUpWeight: number;
  readonly calibration: CalibrationSettings;
  readonly defaultRouter: RouterId;
  /** Called when a promoted version is stored, so that it is served. */
  readonly onPromoted: (version: VersionId) => Promise<void>;
}

/** Throws UNKNOWN_ROUTER, HYPERPARAMETER_INVALID, CONFIG_INVALID or TRAINING_DATA_INSUFFICIENT for what cannot be trained. */
export async function checkTraining(request: TrainingRequest, deps: TrainingDeps): Promise<void> {
  for (const id of routersToTrain(request, deps.plugins)) {
    parseHyperparameters(deps.plugins.get(id), request.hyperparameters[id] ?? {});
  }
  Object.keys(request.hyperparameters).forEach((id) => deps.plugins.get(id));
  deps.embedderSource.spec(request.embedder);
  await expectSources(request.sources, deps.responses);
}

/** Embeds, trains, stores and, where asked for, promotes a router set. */
export async function runTrainingJob(
  { id, request }: TrainingJob,
  createdAt: number,
  deps: TrainingDeps,
  watch: Watch,
): Promise<Pick<TrainingJob, 'version' | 'embedding'>> {
  const stored = await deps.responses.matrix(request.sources.length > 0 ? request.sources : undefined);
  const { built, embedding } = await trainSet({ id, createdAt, request, responses: withText(stored) }, deps, watch);
  const { version } = built.manifest;
  await deps.routerSets.save(built.manifest, built.blobs);
  if (request.promote) {
    await deps.routerSets.promote(version);
    await deps.onPromoted(version);
  }
  return { version, embedding };
}

export interface SetToTrain {
  /** Of the job. */
  readonly id: string;
  readonly createdAt: number;
  readonly request: TrainingRequest;
  /** Each query with a text. */
  readonly responses: ResponseMatrix;
  /** What its summary says besides. */
  readonly summary?: TrainingTask['summary'] | undefined;
}

export interface TrainedSet {
  readonly built: BuiltRouterSet;
  /** Null for an embedder learned from the queries. */
  readonly embedding: EmbedCounts | null;
}

/** Embeds and trains a set that is not stored yet. */
export async function trainSet(
  { id, createdAt, request, responses, summary }: SetToTrain,
  deps: TrainingDeps,
  watch: Watch,
): Promise<TrainedSet> {
  const given = await embedGiven(request, responses, deps, watch);
  const routers = routersToTrain(request, deps.plugins);
  const built = await deps.runTraining(
    {
      responses,
      embedded: given?.embedded ?? null,
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
      calibration: deps.calibration,
      summary: { ...summary, sources: request.sources, request: recordOf(request) },
    },
    watch,
  );
  return { built, embedding: given?.counts ?? null };
}

/** The vectors of an embedder that is not learned, made here: the training thread then needs no runtime of it. */
async function embedGiven(
  { embedder: name }: TrainingRequest,
  responses: ResponseMatrix,
  { embedderSource, catalogue }: TrainingDeps,
  watch: Watch,
): Promise<{ readonly embedded: EmbeddedTraining; readonly counts: EmbedCounts } | null> {
  const spec = embedderSource.spec(name);
  if (spec.kind === 'lexical') return null;
  const embedder = await embedderSource.open(spec, watch);
  try {
    return await embedTraining(embedder, responses, catalogue(), { ...watch, store: embedderSource.vectors });
  } finally {
    await embedder[Symbol.asyncDispose]();
  }
}

/** Every router that can serve. */
export const trainable = (plugins: RouterRegistry): RouterId[] =>
  plugins.plugins.filter((p) => !p.evaluationOnly).map((p) => routerId(p.id));

/** The routers of the request, or every one that can serve. */
function routersToTrain(request: TrainingRequest, plugins: RouterRegistry): RouterId[] {
  if (request.routers.length === 0) return trainable(plugins);
  request.routers.forEach((id) => plugins.get(id));
  return [...new Set(request.routers)];
}
