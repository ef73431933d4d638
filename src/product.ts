import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { createAccess } from './create-access.js';
import { createJobs, jobDeps } from './create-jobs.js';
import { configuredRefit } from './create-refit.js';
import { configuredData } from './create-data.js';
import { configuredDrift } from './create-drift.js';
import { configuredPreview } from './create-preview.js';
import { configuredAbstention, warnOfRetiredSafeLlm } from './create-abstention.js';
import { createCatalogue } from './create-catalogue.js';
import { configuredGateway } from './create-gateway.js';
import { configuredFeedback, configuredLearning } from './create-learning.js';
import { bringIn, createColdStart, createEvidence, evidenceSources } from './create-cold-start.js';
import { configuredRedis } from './create-redis.js';
import type { Role } from './create-queue.js';
import { configuredQueue } from './create-queue.js';
import { createDecisionLog } from './create-decision-log.js';
import { configuredShadow } from './create-shadow.js';
import { withoutSuperseded } from './calibration/evidence/superseded.js';
import { risingClock, systemClock } from './domain/clock.js';
import { ThetaError } from './domain/errors.js';
import { inTurn } from './domain/in-turn.js';
import { queryPrivacy } from './domain/query-privacy.js';
import { seededRng } from './domain/random.js';
import { pooledRandomBytes, uuidv7 } from './domain/uuid.js';
import { createEvaluationService } from './jobs/evaluation-service.js';
import { layOutInWorker } from './jobs/query-layout/lay-out-in-worker.js';
import { createNumerics } from './numerics.js';
import { unobserved } from './create-observability.js';
import type { Observability } from './create-observability.js';
import { watchedFactory } from './watched-factory.js';
import { tracedRouting } from './observability/traced-routing.js';
import { noteOtherEmbedder } from './note-other-embedder.js';
import type { OpenDatabase } from './open-database.js';
import { vectorsOf, vectorTableOf } from './open-database.js';
import type { ApiServices } from './resolvers/services.js';
import { createAbilityService } from './routing/abilities/service.js';
import { createClusterService } from './routing/clusters.js';
import { createFeedbackService } from './routing/feedback.js';
import { withLateDecisions } from './routing/late-decisions.js';
import { createPriceService } from './routing/prices.js';
import { createQueryMapService } from './routing/query-map/service.js';
import type { RouterSetManifest } from './routing/ports.js';
import { storedVersion } from './routing/stored-version.js';
import type { RouterSet } from './routing/router-set.js';
import { isLoaded, loadRouterSet } from './routing/router-set.js';
import { createRoutingService } from './routing/routing-service.js';
import { LiveDecisions } from './routing/traffic/live-decisions.js';
import { createTrafficService } from './routing/traffic/traffic.js';
import { createWhatIfService } from './routing/what-if/what-if.js';
import { followNews } from './follow-news.js';
import { seedBootstrap } from './seed-bootstrap.js';
import { startTrouble } from './start-trouble.js';
import type { ServerSecurity } from './server/auth/security.js';
import type { NeighbourIndex } from './index/neighbour-index.js';
import type { BatchedDecisionLog } from './store/decision-log.js';
import type { Store } from './store/open-store.js';

const DAY_MS = 86_400_000;

/** Everything behind the API, running. */
export interface Product {
  readonly services: ApiServices;
  readonly store: Store;
  /** How the server knows those who ask. */
  readonly security: ServerSecurity;
  /** Figures of the log of decisions. */
  readonly logged: Pick<BatchedDecisionLog, 'counters'>;
  /** The index of the set that serves. */
  readonly index: () => NeighbourIndex;
  /** Ends jobs, writes what is waiting, closes the database. */
  close(): Promise<void>;
}

export interface ProductOptions {
  readonly role?: Role | undefined;
  readonly observability?: Observability | undefined;
}

/**
 * Puts the shipped router set into an empty database and loads the version that serves. Owns the database from here on:
 * when any part cannot start it is closed, nothing stays open, and a coded error says why.
 */
export async function openProduct(
  config: Config,
  logger: Logger,
  opening: Promise<OpenDatabase>,
  { role = 'command', observability = unobserved }: ProductOptions = {},
): Promise<Product> {
  const { meters, tracer, fetch } = observability;
  const redis = configuredRedis(config);
  const [numerics, opened] = await Promise.allSettled([
    createNumerics(config, {
      vectors: vectorsOf(opening),
      queryVectors: redis?.vectors,
      vectorTable: vectorTableOf(opening),
      log: (line) => logger.info(line),
      fetch,
    }),
    opening,
  ]);
  if (opened.status === 'rejected') {
    redis?.close();
    throw opened.reason;
  }
  const { store } = opened.value;
  try {
    if (numerics.status === 'rejected') throw numerics.reason;
    const factory = watchedFactory(numerics.value, observability);
    await seedBootstrap(opened.value);
    // Before the set and the catalogue are read, so that it tells of every later change.
    const news = await store.openNews({ pollMs: config.newsPollMs });
    const serving = await store.routerSets.current();
    if (!serving) throw new ThetaError('NO_ROUTER_SET', 'The database holds no router set that serves.');
    /** A version with the catalogue of now; what it shares with `like` is not loaded again, nor is `like` where nothing in it would differ. */
    const loadVersion = async (manifest: RouterSetManifest, like: RouterSet | null) => {
      const catalogue = await store.catalogue.load();
      if (like && isLoaded(like, manifest, catalogue)) return { catalogue, set: like };
      const blob = (digest: string) => store.routerSets.blob(digest);
      return { catalogue, set: await loadRouterSet(manifest, blob, catalogue, factory, like) };
    };
    /** The version that serves by the database. */
    const load = async (like: RouterSet | null) => loadVersion((await store.routerSets.current()) ?? serving, like);
    const [{ set, catalogue }, abilities] = await Promise.all([
      load(null).catch((thrown: unknown) => {
        throw startTrouble(thrown, serving.version);
      }),
      store.catalogue.abilities(),
    ]);
    noteOtherEmbedder(set, config, logger);
    warnOfRetiredSafeLlm(config, catalogue, logger);
    // After the set is loaded: it has asked for the vectors of the LLM profiles, which are thereby in use.
    // On a database that takes no writes they are kept, and decisions are made all the same.
    await store.vectors
      .prune(config.embeddingKeepDays * DAY_MS)
      .catch((err: unknown) => logger.warn({ err }, 'stored vectors could not be pruned'));
    const randomBytes = pooledRandomBytes();
    const clockOfIds = risingClock(systemClock);
    const newId = () => uuidv7(clockOfIds, randomBytes);
    const liveDecisions = new LiveDecisions();
    const { writtenLog, decisionLog, acknowledge } = createDecisionLog(config, store, { logger, liveDecisions });
    const untraced = createRoutingService(set, catalogue, {
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
      acknowledge,
      texts: store.queryTexts,
      privacy: queryPrivacy(config.storeQueries, config.hashKey ?? null),
      exploration: { epsilon: config.exploration, rng: seededRng(randomInt(2 ** 32)) },
      observe: (request, decision) => shadow?.observe(request, decision),
      count: meters ? (router, result) => meters.decisions.count(router, result) : undefined,
      later,
    });
    const routing = tracer ? tracedRouting(untraced, tracer) : untraced;
    const shadow = configuredShadow(config, { routing, store, log: decisionLog, logger });
    // In turn, so that what was read last is what serves.
    const serveCurrent = inTurn(async (like: RouterSet = routing.serving()) => {
      const next = await load(like);
      routing.swap(next.set, next.catalogue);
    });
    const approvedFeedback = [configuredFeedback(config, store)];
    const evidence = createEvidence({ store, routing, more: approvedFeedback, newId, serveCurrent });
    const { queue, start: startQueue } = await configuredQueue(config, { store, news, role, tracer });
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
    const decisions = withLateDecisions(store.decisions, {
      log: decisionLog,
      clock: systemClock,
      others: news && { askForDecisions: () => news.askForDecisions(), waitMs: config.lateDecisionMs, sleep },
    });
    const feedback = createFeedbackService({
      repository: store.feedback,
      decisions,
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
      onPromoted: () => serveCurrent(),
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
        // Loaded before it is promoted: one that does not load would serve nowhere, and stop the next start.
        const before = routing.serving();
        const { set: candidate } = await loadVersion(await storedVersion(store.routerSets, version), before);
        try {
          await store.routerSets.promote(version);
          await serveCurrent(candidate);
        } finally {
          if (candidate !== before && candidate !== routing.serving()) await candidate.dispose();
        }
        return routing.current();
      },
    };
    const prices = createPriceService({
      table: store.catalogue,
      clock: systemClock,
      onChanged: () => serveCurrent(),
      later,
      onError: (error) => logger.error({ err: error }, 'a price could not be put in force'),
    });
    await prices.follow();
    const gatewayCallLog = store.gatewayCallLog(
      {
        batch: config.decisionLogBatch,
        delayMs: config.decisionLogDelayMs,
        limit: config.decisionLogLimit,
        onDrop: (count, cause) => logger.error({ count, cause: String(cause) }, 'calls of the gateway were not stored'),
      },
      decisionLog,
    );
    const { access, security, ...guards } = createAccess(config, {
      ...{ store, newId, logger },
      pools: () => routing.catalogue().pools,
    });
    const gateway = configuredGateway(config, {
      ...{ routing, newId, logger, spending: access.spending },
      log: gatewayCallLog,
      calls: store.gatewayCalls,
    });
    if (role !== 'command') await followNews({ news, serveCurrent, prices, log: decisionLog });
    const lists = createCatalogue(config, { store: store.catalogue, routing, prices, serveCurrent, logger });
    const services = {
      access,
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
      decisions,
      gateway,
      gatewayCalls: store.gatewayCalls,
      responses: store.responses,
      evaluations: createEvaluationService(store.evaluations),
    };
    startQueue();
    return {
      services,
      store,
      security,
      logged: writtenLog,
      index: () => routing.serving().index,
      async close() {
        prices.close();
        gateway.close();
        await news?.close();
        await queryMap.close();
        await driftMonitor?.close();
        await learningSchedule?.close();
        await retentionSchedule?.close();
        // The schedule waits for its job, which the queue stops.
        await Promise.all([refitSchedule?.close(), jobs.close()]);
        await refits.close();
        await shadow?.flush();
        await guards.close();
        // What cannot be written is reported when the store closes.
        await decisionLog.flush().catch(() => undefined);
        await gatewayCallLog.flush().catch(() => undefined);
        await store.close();
        await routing.close();
        redis?.close();
      },
    };
  } catch (error) {
    redis?.close();
    await store.close();
    throw error;
  }
}

const later = (task: () => void, ms: number): void => void setTimeout(task, ms).unref();
