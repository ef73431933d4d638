import type { Config } from './config.js';
import { embedderSettings } from './embedder-settings.js';
import { configuredSpec } from './embedder-spec.js';
import { systemClock } from './domain/clock.js';
import { routerId } from './domain/ids.js';
import type { Ability, Catalogue } from './domain/llm.js';
import type { AnnotatorSettings } from './jobs/annotators/settings.js';
import { DEFAULT_ROUTER, DEFAULT_WARM_UP_WEIGHT } from './jobs/defaults.js';
import { createEmbedderSource } from './jobs/embedder-source.js';
import { evaluateInWorker } from './jobs/evaluate-in-worker.js';
import type { JobQueue } from './jobs/job-queue.js';
import type { JobServiceDeps } from './jobs/job-service.js';
import { createJobService } from './jobs/job-service.js';
import { trainInWorker } from './jobs/train-in-worker.js';
import type { RouterRegistry } from './plugins/registry.js';
import type { Store } from './store/open-store.js';

export interface JobParts {
  readonly store: Store;
  readonly plugins: RouterRegistry;
  readonly catalogue: () => Catalogue;
  readonly abilities: readonly Ability[];
  readonly newId: () => string;
  /** One line for the operator: downloads, the device of an embedder. */
  readonly log: (line: string) => void;
  /** Called when a promoted version is stored. */
  readonly onPromoted: () => Promise<void>;
}

/** Training and evaluation as the configuration wants them. */
export const createJobs = (config: Config, parts: JobParts, queue?: JobQueue): ReturnType<typeof createJobService> =>
  createJobService({ ...jobDeps(config, parts), queue });

/** What jobs need, as the configuration wants it. */
export function jobDeps(config: Config, parts: JobParts): JobServiceDeps {
  const { store, log, ...rest } = parts;
  const embedders = embedderSettings(config);
  return {
    ...rest,
    responses: store.responses,
    routerSets: store.routerSets,
    evaluations: store.evaluations,
    runTraining: trainInWorker,
    runEvaluation: evaluateInWorker,
    externalPlugins: config.plugins,
    tensorBackend: config.tensorBackend,
    embedders,
    embedderSource: createEmbedderSource(configuredSpec(config), embedders, store.vectors, log),
    annotator: annotatorSettings(config),
    index: config.index,
    warmUpNeighbours: config.warmUpNeighbours,
    warmUpWeight: config.warmUpWeight ?? DEFAULT_WARM_UP_WEIGHT,
    calibration: { heldOutShare: config.heldOutShare, warmUpNeighbours: config.warmUpNeighbours },
    defaultRouter: routerId(DEFAULT_ROUTER),
    clock: systemClock,
  };
}

/** Null unless the configuration names an LLM that annotates clusters; readConfig sees to it that it is named in full. */
function annotatorSettings({ annotatorUrl, annotatorModel, annotatorKey }: Config): AnnotatorSettings | null {
  if (annotatorUrl === undefined || annotatorModel === undefined) return null;
  return { url: annotatorUrl, model: annotatorModel, key: annotatorKey ?? null };
}
