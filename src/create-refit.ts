import type { Logger } from 'pino';
import type { EvidenceSource } from './calibration/evidence/source.js';
import type { Config } from './config.js';
import { systemClock } from './domain/clock.js';
import { loadBeside } from './load-beside.js';
import type { JobQueue } from './jobs/job-queue.js';
import type { JobServiceDeps } from './jobs/job-service.js';
import { compareInWorker } from './jobs/refit/compare-in-worker.js';
import type { RefitService } from './jobs/refit/refit-service.js';
import { createRefitService } from './jobs/refit/refit-service.js';
import type { RefitSchedule } from './jobs/refit/schedule.js';
import { createRefitSchedule } from './jobs/refit/schedule.js';
import type { RefitSettings } from './jobs/refit/settings.js';
import type { RouterSetFactory } from './routing/router-set.js';
import type { SwappableRoutingService } from './routing/routing-service.js';
import type { Store } from './store/open-store.js';
import { systemScheduler } from './store/scheduler.js';
import { takingTurns } from './take-turns.js';

export interface RefitParts {
  readonly store: Store;
  readonly routing: SwappableRoutingService;
  readonly factory: RouterSetFactory;
  readonly queue: JobQueue;
  /** What trainings need. */
  readonly jobs: JobServiceDeps;
  /** What versions of what serves learn from beyond training responses. */
  readonly evidence: readonly EvidenceSource[];
  readonly logger: Logger;
}

const settingsOf = (config: Config): RefitSettings => ({
  rule: {
    promote: config.refitPromote,
    margin: config.refitMargin,
    minQueries: config.refitMinQueries,
    routers: config.refitRouters,
    allowLostLlms: config.refitLostLlms === 'allow',
  },
  alpha: config.defaultAlpha,
  heldOutShare: config.refitHeldOutShare,
});

/** Refits, and their schedule where one is configured; a server starts it, a command does not. */
export function configuredRefit(
  config: Config,
  { store, routing, factory, queue, jobs, evidence, logger }: RefitParts,
): { readonly refits: RefitService; readonly refitSchedule: RefitSchedule | null } {
  const refits = createRefitService({
    ...jobs,
    queue,
    settings: settingsOf(config),
    exclusive: store.kind === 'embedded',
    refits: store.refits,
    evidence,
    load: loadBeside({ store, routing, factory }),
    compare: compareInWorker,
  });
  if (config.refitEvery === 0) return { refits, refitSchedule: null };
  const refitSchedule = createRefitSchedule({
    everyMinutes: config.refitEvery,
    minResponses: config.refitMinResponses,
    refits,
    jobs: queue,
    clock: systemClock,
    after: (ms, work) => systemScheduler.after(ms, work),
    turn: takingTurns(store, 'refit', config.refitEvery, logger),
    onRefit: ({ version, report }) =>
      logger.info({ version, over: report?.over, promoted: report?.promoted }, `a refit has ended. ${report?.reason}`),
    onError: (err) => logger.error({ err }, 'could not refit'),
  });
  return { refits, refitSchedule };
}
