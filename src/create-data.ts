import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { systemClock } from './domain/clock.js';
import type { ForgetService } from './jobs/forget/forget.js';
import { createForgetService } from './jobs/forget/forget.js';
import { evidenceQueries } from './jobs/refit/seen.js';
import type { RetentionService } from './jobs/retention/retention.js';
import { createRetentionService } from './jobs/retention/retention.js';
import type { RetentionSchedule } from './jobs/retention/schedule.js';
import { createRetentionSchedule } from './jobs/retention/schedule.js';
import type { Store } from './store/open-store.js';
import type { PartitionUnit } from './store/partitions/ranges.js';
import { systemScheduler } from './store/scheduler.js';

/** More partitions than this make every query slower that names no time. */
const MOST_DAYS = 100;

/** Days where so few are kept that each can be a partition, and leaves as a whole. */
export const partitionUnit = ({ decisionKeepDays }: Config): PartitionUnit =>
  decisionKeepDays !== undefined && decisionKeepDays <= MOST_DAYS ? 'day' : 'month';

export interface DataParts {
  readonly store: Store;
  /** Resolves when what this server has decided so far is stored. */
  readonly settle: () => Promise<void>;
  readonly logger: Logger;
}

export interface ConfiguredData {
  readonly forgetting: ForgetService;
  readonly retention: RetentionService;
  readonly retentionSchedule: RetentionSchedule | null;
}

async function versionsThatKnow(queryIds: ReadonlySet<string>, { routerSets }: Store): Promise<readonly string[]> {
  const found: string[] = [];
  for (const manifest of await routerSets.list()) {
    const known = await evidenceQueries(manifest, (digest) => routerSets.blob(digest));
    if ([...queryIds].some((id) => known.has(id))) found.push(manifest.version);
  }
  return found;
}

/** What becomes of logged data; the schedule is null where everything is kept for ever. */
export function configuredData(
  { decisionKeepDays, trafficKeepDays, retentionEvery, hashKey }: Config,
  { store, settle, logger }: DataParts,
): ConfiguredData {
  const forgetting = createForgetService({
    store: store.forgetting,
    hashKey: hashKey ?? null,
    settle,
    versionsThatKnow: (queryIds) => versionsThatKnow(queryIds, store),
    isTrainingQuery: (id) => store.queryTexts.isStored(id),
  });
  const retention = createRetentionService({
    store: store.retention,
    settings: { decisionDays: decisionKeepDays ?? null, sumDays: trafficKeepDays ?? null },
    clock: systemClock,
    breathe: () => setImmediate(),
  });
  if (decisionKeepDays === undefined && trafficKeepDays === undefined)
    return { forgetting, retention, retentionSchedule: null };
  const retentionSchedule = createRetentionSchedule({
    everyMinutes: retentionEvery,
    retention,
    clock: systemClock,
    after: (ms, work) => systemScheduler.after(ms, work),
    onReport: ({ decisions, feedback, shadows, sums, partitions, finished }) =>
      logger.info(
        { decisions, feedback, shadows, sums, partitions, finished },
        'what was older than is kept was removed',
      ),
    onError: (err) => logger.error({ err }, 'what is older than is kept could not be removed'),
  });
  return { forgetting, retention, retentionSchedule };
}
