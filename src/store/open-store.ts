import { sql } from 'drizzle-orm';
import type { Clock } from '../domain/clock.js';
import { systemClock } from '../domain/clock.js';
import type { ResponseRepository } from '../data/ports.js';
import type { EvaluationRepository } from '../jobs/evaluation-reports.js';
import type { RefitRepository } from '../jobs/refit/types.js';
import type { FeedbackRepository } from '../routing/feedback.js';
import type {
  DecisionRepository,
  QueryTextRepository,
  RouterSetRepository,
  ShadowRepository,
} from '../routing/ports.js';
import type { TrafficRepository } from '../routing/traffic/types.js';
import type { AnchorStore } from '../calibration/ports.js';
import { SqlAnchorRepository } from './anchor.repository.js';
import type { BlobSource } from './blob-sources.js';
import { SqlCatalogueRepository } from './catalogue.repository.js';
import type { Database, WatchStatement } from './database.js';
import type { DecisionLogOptions } from './decision-log.js';
import { BatchedDecisionLog } from './decision-log.js';
import { SqlDecisionRepository } from './decision.repository.js';
import { openEmbedded } from './embedded/open-embedded.js';
import { SqlEvaluationRepository } from './evaluation.repository.js';
import { SqlFeedbackRepository } from './feedback.repository.js';
import { DecisionWriter } from './insert-decisions.js';
import type { StoreLogger } from './logger.js';
import { silentLogger } from './logger.js';
import { migrateDatabase } from './migrate.js';
import { openPostgres } from './postgres.js';
import { SqlQueryTextRepository } from './query-text.repository.js';
import { SqlRefitRepository } from './refit.repository.js';
import { SqlResponseRepository } from './response.repository.js';
import { SqlRouterSetRepository } from './router-set.repository.js';
import type { Scheduler } from './scheduler.js';
import { systemScheduler } from './scheduler.js';
import { SqlShadowRepository } from './shadow.repository.js';
import { SqlTrafficRepository } from './traffic.repository.js';
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
  readonly queryTexts: QueryTextRepository;
  readonly anchors: AnchorStore;
  readonly feedback: FeedbackRepository;
  readonly shadows: ShadowRepository;
  readonly evaluations: EvaluationRepository;
  readonly refits: RefitRepository;
  readonly traffic: TrafficRepository;
  readonly vectors: SqlVectorStore;
  decisionLog(options: DecisionLogOptions): BatchedDecisionLog;
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
  const { logger = silentLogger, clock = systemClock, scheduler = systemScheduler } = options;
  const opened = await openDatabase(options, logger, scheduler);
  const { database } = opened;
  const writer = new DecisionWriter(database);
  const logs = new Set<BatchedDecisionLog>();
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
    vectors: new SqlVectorStore(database, clock),
    decisionLog(logOptions) {
      const log = new BatchedDecisionLog((records) => writer.write(records), scheduler, logOptions);
      logs.add(log);
      return log;
    },
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
  { databaseUrl, dataFolder, poolSize, timeoutMs = STATEMENT_MS, migrationsFolder, watch }: StoreOptions,
  logger: StoreLogger,
  scheduler: Scheduler,
): Promise<OpenDatabase> {
  if (databaseUrl === undefined) {
    const embedded = await openEmbedded(dataFolder, logger, watch);
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
