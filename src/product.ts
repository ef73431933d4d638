import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { readAbilitiesFile, readCatalogueFile } from './data/catalogue-file.js';
import { systemClock } from './domain/clock.js';
import { ThetaError } from './domain/errors.js';
import { routerId } from './domain/ids.js';
import { pooledRandomBytes, uuidv7 } from './domain/uuid.js';
import { DEFAULT_ROUTER, DEFAULT_WARM_UP_WEIGHT } from './jobs/defaults.js';
import { evaluateInWorker } from './jobs/evaluate-in-worker.js';
import { createEvaluationService } from './jobs/evaluation-service.js';
import type { AnnotatorSettings } from './jobs/annotators/settings.js';
import { createJobService } from './jobs/job-service.js';
import type { RouterSetFolder } from './jobs/router-set-folder.js';
import { blobOf } from './jobs/router-set-folder.js';
import { trainInWorker } from './jobs/train-in-worker.js';
import { createNumerics } from './numerics.js';
import type { OpenDatabase } from './open-database.js';
import type { ApiServices } from './resolvers/services.js';
import { createClusterService } from './routing/clusters.js';
import { createFeedbackService } from './routing/feedback.js';
import { loadRouterSet } from './routing/router-set.js';
import { createRoutingService } from './routing/routing-service.js';
import type { Store } from './store/open-store.js';

/** Everything behind the API, running. */
export interface Product {
  readonly services: ApiServices;
  readonly store: Store;
  /** Ends jobs, writes what is waiting, closes the database. */
  close(): Promise<void>;
}

/**
 * Puts the shipped router set into an empty database and loads the version that serves. Owns the database from here on:
 * when any part cannot start it is closed, nothing stays open, and a coded error says why.
 */
export async function openProduct(config: Config, logger: Logger, opening: Promise<OpenDatabase>): Promise<Product> {
  const [numerics, opened] = await Promise.allSettled([createNumerics(config), opening]);
  if (opened.status === 'rejected') throw opened.reason;
  const { store, bootstrap, bootstrapPath } = opened.value;
  try {
    if (numerics.status === 'rejected') throw numerics.reason;
    const factory = numerics.value;
    await seedBootstrap(store, bootstrap, bootstrapPath);
    const serving = await store.routerSets.current();
    if (!serving) throw new ThetaError('NO_ROUTER_SET', 'The database holds no router set that serves.');
    const load = async () => {
      const manifest = (await store.routerSets.current()) ?? serving;
      const catalogue = await store.catalogue.load();
      return { catalogue, set: await loadRouterSet(manifest, (d) => store.routerSets.blob(d), catalogue, factory) };
    };
    const [{ set, catalogue }, abilities] = await Promise.all([load(), store.catalogue.abilities()]);
    const randomBytes = pooledRandomBytes();
    const newId = () => uuidv7(systemClock, randomBytes);
    const decisionLog = store.decisionLog({
      batch: config.decisionLogBatch,
      delayMs: config.decisionLogDelayMs,
      limit: config.decisionLogLimit,
      onDrop: (count, cause) => logger.error({ count, cause: String(cause) }, 'decisions were dropped from the log'),
    });
    const routing = createRoutingService(set, catalogue, {
      defaults: {
        alpha: config.defaultAlpha,
        warmUpWeight: config.warmUpWeight ?? null,
        warmUpNeighbours: config.warmUpNeighbours,
        maxQueryCharacters: config.maxQueryCharacters,
        maxBatch: config.maxBatch,
      },
      abilities,
      clock: systemClock,
      newId,
      decisionLog,
      texts: store.queryTexts,
      storeQueries: config.storeQueries,
      later: (task, ms) => void setTimeout(task, ms).unref(),
    });
    const serveCurrent = async () => {
      const next = await load();
      routing.swap(next.set, next.catalogue);
    };
    const jobs = createJobService({
      plugins: factory.plugins,
      responses: store.responses,
      routerSets: store.routerSets,
      evaluations: store.evaluations,
      catalogue: () => routing.catalogue(),
      abilities,
      runTraining: trainInWorker,
      runEvaluation: evaluateInWorker,
      externalPlugins: config.plugins,
      tensorBackend: config.tensorBackend,
      annotator: annotatorSettings(config),
      index: config.index,
      warmUpNeighbours: config.warmUpNeighbours,
      warmUpWeight: config.warmUpWeight ?? DEFAULT_WARM_UP_WEIGHT,
      defaultRouter: routerId(DEFAULT_ROUTER),
      clock: systemClock,
      newId,
      onPromoted: serveCurrent,
    });
    const feedback = createFeedbackService({
      repository: store.feedback,
      decisions: store.decisions,
      log: decisionLog,
      catalogue: () => routing.catalogue(),
      clock: systemClock,
      newId,
    });
    const clusters = createClusterService({
      serving: () => routing.serving(),
      routerSets: store.routerSets,
      texts: store.queryTexts,
      clock: systemClock,
      newId,
      onPromoted: serveCurrent,
    });
    const routerSets: ApiServices['routerSets'] = {
      list: () => store.routerSets.list(),
      async promote(version) {
        await store.routerSets.promote(version);
        await serveCurrent();
        return routing.current();
      },
    };
    const services = {
      routing,
      jobs,
      feedback,
      clusters,
      routerSets,
      decisions: store.decisions,
      responses: store.responses,
      evaluations: createEvaluationService(store.evaluations),
    };
    return {
      services,
      store,
      async close() {
        await jobs.close();
        await store.close();
        await routing.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Stores the shipped set and catalogue where the database does not have them. It serves where nothing does, or where an
 * earlier release's shipped set did: what an operator trained and promoted stays.
 */
async function seedBootstrap(store: Store, folder: RouterSetFolder, path: string): Promise<void> {
  const stored = await store.routerSets.list();
  if (stored.some((set) => set.version === folder.manifest.version)) return;
  const [catalogue, abilities] = await Promise.all([
    readCatalogueFile(join(path, 'catalogue.json')),
    readAbilitiesFile(join(path, 'abilities.json')),
  ]);
  await store.catalogue.seed(catalogue, abilities, 0);
  const digests = [
    folder.manifest.embedder,
    folder.manifest.reference,
    ...folder.manifest.routers.map((r) => r.digest),
  ];
  const read = blobOf(folder);
  const blobs = new Map(await Promise.all(digests.map(async (digest) => [digest, await read(digest)] as const)));
  await store.routerSets.save(folder.manifest, blobs);
  const serving = await store.routerSets.current();
  if (!serving || serving.label === folder.manifest.label) await store.routerSets.promote(folder.manifest.version);
}

/** Null unless the configuration names an LLM that annotates clusters; readConfig sees to it that it is named in full. */
function annotatorSettings({ annotatorUrl, annotatorModel, annotatorKey }: Config): AnnotatorSettings | null {
  if (annotatorUrl === undefined || annotatorModel === undefined) return null;
  return { url: annotatorUrl, model: annotatorModel, key: annotatorKey ?? null };
}
