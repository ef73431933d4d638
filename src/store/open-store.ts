import { sql } from 'drizzle-orm';
import type { AuditRepository } from '../access/audit.js';
import type { SpendingRepository } from '../access/spending.js';
import type { KeyRepository, SessionRepository } from '../access/types.js';
import type { Clock } from '../domain/clock.js';
import { systemClock } from '../domain/clock.js';
import { queryPrivacy } from '../domain/query-privacy.js';
import type { VectorStore } from '../domain/vector-store.js';
import type { ResponseRepository } from '../data/ports.js';
import type { GatewayCall, GatewayCallRepository } from '../gateway/ports.js';
import type { EvaluationRepository } from '../jobs/evaluation-reports.js';
import type { RefitRepository } from '../jobs/refit/types.js';
import type { ForgetStore } from '../jobs/forget/types.js';
import type { RetentionStore } from '../jobs/retention/types.js';
import type { FeedbackRepository } from '../routing/feedback.js';
import type { DecisionLog, DecisionRepository, RouterSetRepository, ShadowRepository } from '../routing/ports.js';
import type { TrafficRepository } from '../routing/traffic/types.js';
import type { VectorTable } from '../index/vector-table.js';
import type { AnchorStore } from '../calibration/ports.js';
import { SqlAuditRepository } from './audit.repository.js';
import { SqlAnchorRepository } from './anchor.repository.js';
import type { BlobSource } from './blob-sources.js';
import { SqlCatalogueRepository } from './catalogue.repository.js';
import type { Database, WatchStatement } from './database.js';
import type { BatchedLogOptions, DecisionLogOptions } from './decision-log.js';
import { BatchedDecisionLog, BatchedLog } from './decision-log.js';
import { SqlDecisionRepository } from './decision.repository.js';
import { openEmbedded } from './embedded/open-embedded.js';
import { SqlEvaluationRepository } from './evaluation.repository.js';
import { SqlFeedbackRepository } from './feedback.repository.js';
import { SqlGatewayCallRepository } from './gateway-call.repository.js';
import { SqlForgetRepository } from './forget.repository.js';
import { DecisionWriter } from './insert-decisions.js';
import { SqlKeyRepository } from './key.repository.js';
import { keyedVectors } from './keyed-vectors.js';
import type { StoreLogger } from './logger.js';
import { silentLogger } from './logger.js';
import type { JobQueueOptions } from './jobs/open-queue.js';
import { openJobQueue } from './jobs/open-queue.js';
import type { StoredJobQueue } from './jobs/stored-queue.js';
import { migrateDatabase } from './migrate.js';
import { keepPartitionsAhead } from './partitions/keep-ahead.js';
import type { PartitionUnit } from './partitions/ranges.js';
import { DatabaseNews } from './news/database-news.js';
import type { News } from './news/types.js';
import { openPostgres } from './postgres.js';
import { SqlQueryTextRepository } from './query-text.repository.js';
import { SqlRefitRepository } from './refit.repository.js';
import { SqlRetentionRepository } from './retention.repository.js';
import { SqlResponseRepository } from './response.repository.js';
import { SqlRouterSetRepository } from './router-set.repository.js';
import type { Scheduler } from './scheduler.js';
import { systemScheduler } from './scheduler.js';
import { SqlShadowRepository } from './shadow.repository.js';
import { SqlTrafficRepository } from './traffic.repository.js';
import type { Turns } from './turns.js';
import { databaseTurns, onlyServer } from './turns.js';
import { SqlSessionRepository } from './session.repository.js';
import { SqlSpendingRepository } from './spending.repository.js';
import { SqlVectorTable } from './vector-table.js';
import { SqlVectorStore } from './vector.repository.js';

const STATEMENT_MS = 30_000;

export interface StoreOptions {
  /** postgres://…; without it the embedded database in `dataFolder` serves. */
  readonly databaseUrl?: string | undefined;
  readonly dataFolder: string;
  /** Connections to PostgreSQL; the embedded database has one. */
  readonly poolSize: number;
  /** Longest that a statement on PostgreSQL may take, milliseconds. */
  readonly timeoutMs?: number | undefined;
  readonly migrationsFolder: string;
  /** Whether the embedded database loads pgvector, which takes the package @electric-sql/pglite-pgvector. */
  readonly pgvector?: boolean | undefined;
  /** Under which stored vectors are named; by plain digests without it. */
  readonly hashKey?: string | undefined;
  /** How long the next partitions of logged decisions are; months by default. */
  readonly partitionUnit?: PartitionUnit | undefined;
  /** Asked for an artifact before the database is. */
  readonly blobSources?: readonly BlobSource[] | undefined;
  readonly logger?: StoreLogger | undefined;
  /** Watches every statement; nobody by default. */
  readonly watch?: WatchStatement | undefined;
  readonly clock?: Clock | undefined;
  readonly scheduler?: Scheduler | undefined;
}

export interface Store {
  readonly kind: 'embedded' | 'postgres';
  readonly catalogue: SqlCatalogueRepository;
  readonly decisions: DecisionRepository;
  readonly routerSets: RouterSetRepository;
  readonly responses: ResponseRepository;
  readonly queryTexts: SqlQueryTextRepository;
  readonly anchors: AnchorStore;
  readonly feedback: FeedbackRepository;
  readonly shadows: ShadowRepository;
  readonly evaluations: EvaluationRepository;
  readonly refits: RefitRepository;
  readonly traffic: TrafficRepository;
  readonly vectors: VectorStore & Pick<SqlVectorStore, 'prune'>;
  /** For the index pgvector. */
  readonly vectorTable: VectorTable;
  readonly retention: RetentionStore;
  readonly gatewayCalls: GatewayCallRepository;
  readonly keys: KeyRepository;
  readonly sessions: SessionRepository;
  readonly spending: SpendingRepository;
  readonly audit: AuditRepository;
  readonly forgetting: ForgetStore;
  decisionLog(options: DecisionLogOptions): BatchedDecisionLog;
  /** `decisions`: the log of the decisions that calls belong to, which is written first. */
  gatewayCallLog(
    options: BatchedLogOptions<GatewayCall>,
    decisions: Pick<DecisionLog, 'flush'>,
  ): BatchedLog<GatewayCall>;
  /** Work that one server at a time does. */
  readonly turns: Turns;
  /** What other servers change; null on the embedded database, which has one process. Opened before what it tells of is read. */
  openNews(options: { readonly pollMs: number }): Promise<News | null>;
  /** The jobs that processes on one PostgreSQL share. Throws JOB_QUEUE_UNAVAILABLE or DATABASE_UNAVAILABLE. */
  openJobQueue(options: JobQueueOptions): Promise<StoredJobQueue>;
  /** Connections that are open, those of them that are idle, and who waits for one. */
  connections(): { readonly open: number; readonly idle: number; readonly waiting: number };
  /** Resolves with the milliseconds that an answer took; throws DATABASE_UNAVAILABLE. */
  health(): Promise<number>;
  /** Writes what the decision logs hold, then closes. */
  close(): Promise<void>;
}

/**
 * Opens the database, brings its tables up to date and hands out the repositories. Throws DATABASE_LOCKED,
 * DATABASE_CORRUPT, DATABASE_UNAVAILABLE, CONFIG_INVALID or FILE_UNREADABLE; nothing is left open then.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { logger = silentLogger, clock = systemClock, scheduler = systemScheduler, hashKey } = options;
  const opened = await openDatabase(options, logger, scheduler);
  const { database } = opened;
  const unit = options.partitionUnit ?? 'month';
  const partitions = await keepPartitionsAhead(database, { unit, clock, scheduler, logger });
  const writer = new DecisionWriter(database);
  const gatewayCalls = new SqlGatewayCallRepository(database);
  // In this order: calls refer to decisions.
  const logs = new Set<Pick<BatchedDecisionLog, 'close'>>();
  const { databaseUrl } = options;
  let news: News | null = null;
  const vectors = new SqlVectorStore(database, clock);
  return {
    kind: opened.kind,
    catalogue: new SqlCatalogueRepository(database, clock),
    decisions: new SqlDecisionRepository(database),
    routerSets: new SqlRouterSetRepository(database, clock, options.blobSources ?? []),
    responses: new SqlResponseRepository(database, clock),
    queryTexts: new SqlQueryTextRepository(database),
    anchors: new SqlAnchorRepository(database),
    feedback: new SqlFeedbackRepository(database),
    shadows: new SqlShadowRepository(database),
    evaluations: new SqlEvaluationRepository(database),
    refits: new SqlRefitRepository(database),
    traffic: new SqlTrafficRepository(database),
    vectors: hashKey
      ? { ...keyedVectors(vectors, hashKey), prune: (olderThanMs) => vectors.prune(olderThanMs) }
      : vectors,
    vectorTable: new SqlVectorTable(database),
    retention: new SqlRetentionRepository(database),
    gatewayCalls,
    keys: new SqlKeyRepository(database),
    sessions: new SqlSessionRepository(database),
    spending: new SqlSpendingRepository(database),
    audit: new SqlAuditRepository(database),
    forgetting: new SqlForgetRepository(database, queryPrivacy('hashed', hashKey ?? null).digest),
    decisionLog(logOptions) {
      const log = new BatchedDecisionLog((records) => writer.write(records), scheduler, logOptions);
      logs.add(log);
      return log;
    },
    gatewayCallLog(logOptions, decisions) {
      const write = async (calls: readonly GatewayCall[]) => {
        await decisions.flush();
        await gatewayCalls.write(calls);
      };
      const log = new BatchedLog<GatewayCall>(write, scheduler, logOptions);
      logs.add(log);
      return log;
    },
    turns: databaseUrl === undefined ? onlyServer : databaseTurns(databaseUrl, database.where),
    async openNews({ pollMs }) {
      if (databaseUrl === undefined) return null;
      return (news = await DatabaseNews.open({
        ...{ database, databaseUrl, pollMs, scheduler, logger },
        uniform: Math.random,
      }));
    },
    openJobQueue: (asked) => openJobQueue(database, asked, { clock, scheduler, logger }),
    connections() {
      const { totalCount: open, idleCount: idle, waitingCount: waiting } = database.pool;
      return { open, idle, waiting };
    },
    async health() {
      const start = clock.monotonic();
      await database.run((db) => db.execute(sql`select 1`));
      return clock.monotonic() - start;
    },
    async close() {
      for (const log of logs) await log.close().catch((err: unknown) => logger.error({ err }, 'records were lost'));
      await partitions.close();
      await news?.close();
      for (const log of logs) await log.close().catch((err: unknown) => logger.error({ err }, 'decisions were lost'));
      await opened.close();
    },
  };
}

interface OpenDatabase {
  readonly kind: Store['kind'];
  readonly database: Database;
  close(): Promise<void>;
}

async function openDatabase(
  { databaseUrl, dataFolder, poolSize, timeoutMs = STATEMENT_MS, migrationsFolder, watch, pgvector }: StoreOptions,
  logger: StoreLogger,
  scheduler: Scheduler,
): Promise<OpenDatabase> {
  if (databaseUrl === undefined) {
    const embedded = await openEmbedded(dataFolder, logger, { watch, pgvector });
    return opening(embedded, async () => {
      await migrateDatabase(embedded.database, migrationsFolder, logger);
      await embedded.maintain(scheduler);
      return { kind: 'embedded', database: embedded.database, close: () => embedded.close() };
    });
  }
  const database = await openPostgres(databaseUrl, { poolSize, timeoutMs, watch }, logger);
  const close = () => database.pool.end();
  return opening({ close }, async () => {
    await migrateDatabase(database, migrationsFolder, logger);
    return { kind: 'postgres', database, close };
  });
}

/** Closes what was opened when a later step fails: a lock or a connection must not outlive a failed start. */
async function opening<T>(resource: { close(): Promise<void> }, rest: () => Promise<T>): Promise<T> {
  try {
    return await rest();
  } catch (error) {
    await resource.close();
    throw error;
  }
}
