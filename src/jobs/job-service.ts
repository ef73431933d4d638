import type { Clock } from '../domain/clock.js';
import { ThetaError, toThetaError } from '../domain/errors.js';
import type { RouterId, VersionId } from '../domain/ids.js';
import { routerId, versionId } from '../domain/ids.js';
import type { Ability, Catalogue } from '../domain/llm.js';
import type { Progress } from '../domain/run.js';
import type { ResponseRepository } from '../data/ports.js';
import { parseHyperparameters } from '../plugins/hyperparameters.js';
import type { RouterRegistry } from '../plugins/registry.js';
import type { RouterSetRepository } from '../routing/ports.js';
import type { TensorBackendChoice } from '../tensor/backend.js';
import type { RunTraining } from './training-task.js';
import type { Job, JobService, JobStatus, TrainingRequest } from './types.js';

export interface JobServiceDeps {
  readonly plugins: RouterRegistry;
  readonly responses: ResponseRepository;
  readonly routerSets: RouterSetRepository;
  readonly catalogue: () => Catalogue;
  readonly abilities: readonly Ability[];
  readonly runTraining: RunTraining;
  readonly externalPlugins: readonly string[];
  readonly tensorBackend: TensorBackendChoice;
  readonly warmUpWeight: number;
  readonly defaultRouter: RouterId;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Called when a promoted version is stored, so that it is served. */
  readonly onPromoted: (version: VersionId) => Promise<void>;
}

const ENDED: readonly JobStatus[] = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

interface Entry {
  job: Job;
  readonly abort: AbortController;
}

/** Runs training one after the other: two at once would only share the same cores. */
export function createJobService(deps: JobServiceDeps): JobService & { close(): Promise<void> } {
  const entries = new Map<string, Entry>();
  let queue: Promise<void> = Promise.resolve();

  const update = (entry: Entry, change: Partial<Job>) => {
    entry.job = { ...entry.job, ...change };
  };

  async function run(entry: Entry): Promise<void> {
    if (entry.job.status !== 'QUEUED') return;
    update(entry, { status: 'RUNNING', startedAt: deps.clock.now() });
    try {
      const version = await train(entry);
      update(entry, { status: 'SUCCEEDED', version });
    } catch (thrown) {
      const { code, message } = toThetaError(thrown);
      update(entry, code === 'CANCELLED' ? { status: 'CANCELLED' } : { status: 'FAILED', error: { code, message } });
    }
    update(entry, { endedAt: deps.clock.now() });
  }

  async function train(entry: Entry): Promise<VersionId> {
    const { request } = entry.job;
    const responses = await deps.responses.matrix(request.sources.length > 0 ? request.sources : undefined);
    const createdAt = deps.clock.now();
    const routers = routersToTrain(request, deps.plugins);
    const onProgress = (progress: Progress) => update(entry, { progress });
    const built = await deps.runTraining(
      {
        responses,
        catalogue: deps.catalogue(),
        abilities: deps.abilities,
        routers: routers.map((id) => ({ id, hyperparameters: request.hyperparameters[id] ?? {} })),
        plugins: deps.externalPlugins,
        tensorBackend: deps.tensorBackend,
        seed: request.seed,
        version: versionId(
          `v${new Date(createdAt).toISOString().replace(/[-:]|\.\d+/g, '')}-${entry.job.id.slice(-6)}`,
        ),
        label: request.label,
        createdAt,
        defaultRouter: routers.includes(deps.defaultRouter) ? deps.defaultRouter : (routers[0] as RouterId),
        warmUpWeight: deps.warmUpWeight,
        summary: { sources: request.sources },
      },
      { signal: entry.abort.signal, onProgress },
    );
    await deps.routerSets.save(built.manifest, built.blobs);
    if (request.promote) {
      await deps.routerSets.promote(built.manifest.version);
      await deps.onPromoted(built.manifest.version);
    }
    return built.manifest.version;
  }

  return {
    async train(request) {
      for (const id of routersToTrain(request, deps.plugins)) {
        parseHyperparameters(deps.plugins.get(id), request.hyperparameters[id] ?? {});
      }
      Object.keys(request.hyperparameters).forEach((id) => deps.plugins.get(id));
      const stored = await deps.responses.sources();
      const unknown = request.sources.filter((name) => !stored.some((s) => s.source === name));
      if (stored.length === 0 || unknown.length > 0) {
        const what = stored.length === 0 ? 'No responses are stored.' : `No import is called ${unknown.join(', ')}.`;
        throw new ThetaError('TRAINING_DATA_INSUFFICIENT', what, {
          hint:
            stored.length === 0
              ? 'Import scored queries first: `theta import PATH`.'
              : `Stored: ${stored.map((s) => s.source).join(', ')}.`,
        });
      }
      const job: Job = {
        id: deps.newId(),
        status: 'QUEUED',
        request,
        createdAt: deps.clock.now(),
        startedAt: null,
        endedAt: null,
        progress: null,
        version: null,
        error: null,
      };
      const entry: Entry = { job, abort: new AbortController() };
      entries.set(job.id, entry);
      queue = queue.then(() => run(entry));
      return entry.job;
    },
    get: (id) => entries.get(id)?.job ?? null,
    list: () => [...entries.values()].map((e) => e.job).reverse(),
    cancel(id) {
      const entry = entries.get(id);
      if (!entry) return null;
      if (!ENDED.includes(entry.job.status)) {
        entry.abort.abort();
        if (entry.job.status === 'QUEUED') update(entry, { status: 'CANCELLED', endedAt: deps.clock.now() });
      }
      return entry.job;
    },
    async close() {
      for (const { abort } of entries.values()) abort.abort();
      await queue;
    },
  };
}

/** The routers of the request, or every one that can serve. */
function routersToTrain(request: TrainingRequest, plugins: RouterRegistry): RouterId[] {
  if (request.routers.length === 0) {
    return plugins.plugins.filter((p) => !p.evaluationOnly).map((p) => routerId(p.id));
  }
  request.routers.forEach((id) => plugins.get(id));
  return [...new Set(request.routers)];
}
