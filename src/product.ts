import { randomInt } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { createJobs, jobDeps } from './create-jobs.js';
import { configuredRefit } from './create-refit.js';
import { configuredData } from './create-data.js';
import { configuredDrift } from './create-drift.js';
import { configuredPreview } from './create-preview.js';
import { configuredAbstention, warnOfRetiredSafeLlm } from './create-abstention.js';
import { createCatalogue } from './create-catalogue.js';
import { configuredFeedback, configuredLearning } from './create-learning.js';
import { bringIn, createColdStart, createEvidence, evidenceSources } from './create-cold-start.js';
import { configuredShadow } from './create-shadow.js';
import { withoutSuperseded } from './calibration/evidence/superseded.js';
import { configuredSpec } from './embedder-spec.js';
import { systemClock } from './domain/clock.js';
import { ThetaError } from './domain/errors.js';
import { inTurn } from './domain/in-turn.js';
import { queryPrivacy } from './domain/query-privacy.js';
import { seededRng } from './domain/random.js';
import type { VectorStore } from './domain/vector-store.js';
import { pooledRandomBytes, uuidv7 } from './domain/uuid.js';
import { specName } from './jobs/embedder-source.js';
import { JobQueue } from './jobs/job-queue.js';
import { createEvaluationService } from './jobs/evaluation-service.js';
import { layOutInWorker } from './jobs/query-layout/lay-out-in-worker.js';
import { createNumerics } from './numerics.js';
import type { OpenDatabase } from './open-database.js';
import type { ApiServices } from './resolvers/services.js';
import { createAbilityService } from './routing/abilities/service.js';
import { createClusterService } from './routing/clusters.js';
import { createFeedbackService } from './routing/feedback.js';
import { createPriceService } from './routing/prices.js';
import { createQueryMapService } from './routing/query-map/service.js';
import type { RouterSet } from './routing/router-set.js';
import { isLoaded, loadRouterSet } from './routing/router-set.js';
import { createRoutingService } from './routing/routing-service.js';
import { CostedLog } from './routing/traffic/costed-log.js';
import { LiveDecisions } from './routing/traffic/live-decisions.js';
import { createTrafficService } from './routing/traffic/traffic.js';
import { createWhatIfService } from './routing/what-if/what-if.js';
import { seedBootstrap } from './seed-bootstrap.js';
import { startTrouble } from './start-trouble.js';
import type { VectorTable } from './index/vector-table.js';
import type { Store } from './store/open-store.js';

const DAY_MS = 86_400_000;

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
  const [numerics, opened] = await Promise.allSettled([
    createNumerics(config, {
      vectors: vectorsOf(opening),
      vectorTable: vectorTableOf(opening),
      log: (line) => logger.info(line),
    }),
    opening,
  ]);
  if (opened.status === 'rejected') throw opened.reason;
  const { store } = opened.value;
  try {
    if (numerics.status === 'rejected') throw numerics.reason;
    const factory = numerics.value;
    await seedBootstrap(opened.value);
    const serving = await store.routerSets.current();
    if (!serving) throw new ThetaError('NO_ROUTER_SET', 'The database holds no router set that serves.');
    /** The version that serves by the database, and the catalogue of now; what it shares with `like` is not loaded again, nor is `like` where nothing in it would differ. */
    const load = async (like: RouterSet | null) => {
      const manifest = (await store.routerSets.current()) ?? serving;
      const catalogue = await store.catalogue.load();
      if (like && isLoaded(like, manifest, catalogue)) return { catalogue, set: like };
      const blob = (digest: string) => store.routerSets.blob(digest);
      return { catalogue, set: await loadRouterSet(manifest, blob, catalogue, factory, like) };
    };
    const [{ set, catalogue }, abilities] = await Promise.all([
      load(null).catch((thrown: unknown) => {
        throw startTrouble(thrown, serving.version);
      }),
      store.catalogue.abilities(),
    ]);
    noteOtherEmbedder(set, config, logger);
    warnOfRetiredSafeLlm(config, catalogue, logger);
    // After the set is loaded: it has asked for the vectors of the LLM profiles, which are thereby in use.
    await store.vectors.prune(config.embeddingKeepDays * DAY_MS);
    const randomBytes = pooledRandomBytes();
    const newId = () => uuidv7(systemClock, randomBytes);
    const liveDecisions = new LiveDecisions();
    const writtenLog = store.decisionLog({
      batch: config.decisionLogBatch,
      delayMs: config.decisionLogDelayMs,
      limit: config.decisionLogLimit,
      onDrop: (count, cause) => logger.error({ count, cause: String(cause) }, 'decisions were dropped from the log'),
      onWritten: (records) => liveDecisions.publish(records),
    });
    const decisionLog = new CostedLog(writtenLog, {
      perSecond: config.costedPerSecond,
      monotonic: () => systemClock.monotonic(),
      breathe: () => setImmediate(),
    });
    const routing = createRoutingService(set, catalogue, {
      defaults: {
        alpha: config.defaultAlpha,
        warmUpWeight: config.warmUpWeight ?? null,
        warmUpNeighbours: config.warmUpNeighbours,
        maxQueryCharacters: config.maxQueryCharacters,
        maxBatch: config.maxBatch,
        abstention: configuredAbstention(config, catalogue),
      },
      abilities,
      clock: systemClock,
      newId,
      decisionLog,
      texts: store.queryTexts,
      privacy: queryPrivacy(config.storeQueries, config.hashKey ?? null),
      exploration: { epsilon: config.exploration, rng: seededRng(randomInt(2 ** 32)) },
      observe: (request, decision) => shadow?.observe(request, decision),
      later: (task, ms) => void setTimeout(task, ms).unref(),
    });
    const shadow = configuredShadow(config, { routing, store, log: decisionLog, logger });
    // In turn, so that what was read last is what serves.
    const serveCurrent = inTurn(async () => {
      const next = await load(routing.serving());
      routing.swap(next.set, next.catalogue);
    });
    const approvedFeedback = [configuredFeedback(config, store)];
    const evidence = createEvidence({ store, routing, more: approvedFeedback, newId, serveCurrent });
    const queue = new JobQueue(systemClock);
    const jobParts = {
      store,
      plugins: factory.plugins,
      catalogue: () => routing.catalogue(),
      abilities,
      newId,
      log: (line: string) => logger.info(line),
      async onPromoted() {
        await serveCurrent();
        await bringIn(evidence, logger);
      },
    };
    const jobs = createJobs(config, jobParts, queue);
    const { refits, refitSchedule } = configuredRefit(config, {
      ...{ store, routing, factory, queue, logger },
      jobs: jobDeps(config, jobParts),
      evidence: evidenceSources(store, approvedFeedback),
    });
    const feedback = createFeedbackService({
      repository: store.feedback,
      decisions: store.decisions,
      log: decisionLog,
      catalogue: () => routing.catalogue(),
      clock: systemClock,
      newId,
      maxBatch: config.maxBatch,
      hourlyLimit: config.feedbackPerHour,
    });
    const clusters = createClusterService({
      serving: () => routing.serving(),
      routerSets: store.routerSets,
      texts: store.queryTexts,
      clock: systemClock,
      newId,
      onPromoted: serveCurrent,
    });
    const abilityService = createAbilityService({
      serving: () => routing.serving(),
      catalogue: () => routing.catalogue(),
      described: abilities,
      texts: store.queryTexts,
      defaultAlpha: config.defaultAlpha,
    });
    const queryMap = createQueryMapService({
      serving: () => routing.serving(),
      catalogue: () => routing.catalogue(),
      texts: store.queryTexts,
      layOut: layOutInWorker,
      onError: (err) => logger.error({ err }, 'the queries could not be laid out by UMAP'),
      defaultAlpha: config.defaultAlpha,
      maxQueryCharacters: config.maxQueryCharacters,
    });
    const whatIf = createWhatIfService({
      decisions: store.decisions,
      log: decisionLog,
      feedback: store.feedback,
      shadows: store.shadows,
      enquirer: () => routing.enquirer(),
    });
    const { drift, driftMonitor } = configuredDrift(config, { routing, store, log: decisionLog, logger });
    const settle = async () => {
      await shadow?.flush();
      await decisionLog.flush();
    };
    const { forgetting, retention, retentionSchedule } = configuredData(config, { store, settle, logger });
    const { learning, learningSchedule } = configuredLearning(config, {
      ...{ routing, store, drift, factory, newId, serveCurrent, logger, log: decisionLog },
    });
    const routerSets: ApiServices['routerSets'] = {
      list: async () => withoutSuperseded(await store.routerSets.list(), routing.current().version),
      async promote(version) {
        await store.routerSets.promote(version);
        await serveCurrent();
        return routing.current();
      },
    };
    const prices = createPriceService({
      table: store.catalogue,
      clock: systemClock,
      onChanged: serveCurrent,
      later: (task, ms) => void setTimeout(task, ms).unref(),
      onError: (error) => logger.error({ err: error }, 'a price could not be put in force'),
    });
    await prices.follow();
    const lists = createCatalogue(config, { store: store.catalogue, routing, prices, serveCurrent, logger });
    const services = {
      routing,
      prices,
      ...lists,
      coldStart: createColdStart(config, { store, routing, registry: lists.registry, versions: evidence }),
      plugins: factory.plugins,
      jobs,
      feedback,
      clusters,
      abilities: abilityService,
      queryMap,
      whatIf,
      traffic: createTrafficService({
        repository: store.traffic,
        log: decisionLog,
        catalogue: () => routing.catalogue(),
        clock: systemClock,
      }),
      liveDecisions,
      preview: configuredPreview(config, { routing, store, log: decisionLog }),
      shadow,
      drift,
      driftMonitor,
      routerSets,
      learning,
      learningSchedule,
      refits,
      refitSchedule,
      forgetting,
      retention,
      retentionSchedule,
      decisions: store.decisions,
      responses: store.responses,
      evaluations: createEvaluationService(store.evaluations),
    };
    return {
      services,
      store,
      async close() {
        prices.close();
        await queryMap.close();
        await driftMonitor?.close();
        await learningSchedule?.close();
        await retentionSchedule?.close();
        // The schedule waits for its job, which the queue stops.
        await Promise.all([refitSchedule?.close(), jobs.close()]);
        await refits.close();
        await shadow?.flush();
        // What cannot be written is reported when the store closes.
        await decisionLog.flush().catch(() => undefined);
        await store.close();
        await routing.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The vectors of a database that is yet to be opened: nobody asks for them before it is. */
const vectorsOf = (opening: Promise<OpenDatabase>): VectorStore => ({
  get: async (...asked) => (await opening).store.vectors.get(...asked),
  put: async (...given) => (await opening).store.vectors.put(...given),
});

const vectorTableOf = (opening: Promise<OpenDatabase>): VectorTable => ({
  probe: async () => (await opening).store.vectorTable.probe(),
  ensure: async (...given) => (await opening).store.vectorTable.ensure(...given),
  candidates: async (...asked) => (await opening).store.vectorTable.candidates(...asked),
});

/** Training uses the configured embedder, requests that of the serving set; where they differ the operator should know. */
function noteOtherEmbedder(set: RouterSet, config: Config, logger: Logger): void {
  const configured = specName(configuredSpec(config)(null));
  const { name: embedder } = set.embedder;
  if (embedder === configured) return;
  logger.info(
    { embedder, configured },
    'another embedder serves than the configured one: `theta embed --all` switches',
  );
}
