import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { systemClock } from './domain/clock.js';
import { ThetaError } from './domain/errors.js';
import type { DecisionRecord } from './routing/ports.js';
import { CostedLog } from './routing/traffic/costed-log.js';
import type { LiveDecisions } from './routing/traffic/live-decisions.js';
import type { BatchedDecisionLog } from './store/decision-log.js';
import type { Store } from './store/open-store.js';

export interface DecisionLogs {
  /** What writes. */
  readonly writtenLog: BatchedDecisionLog;
  /** In front of it, what works out costs. */
  readonly decisionLog: CostedLog;
  /** What a decision waits for before it is answered; absent where it does not. */
  readonly acknowledge: ((records: readonly DecisionRecord[]) => Promise<void>) | undefined;
}

/** The log of decisions as the configuration wants it. */
export function createDecisionLog(
  config: Config,
  store: Store,
  { logger, liveDecisions }: { readonly logger: Logger; readonly liveDecisions: LiveDecisions },
): DecisionLogs {
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
  const isBefore = config.decisionLog === 'before';
  return { writtenLog, decisionLog, acknowledge: isBefore ? acknowledgedBy(decisionLog, writtenLog) : undefined };
}

/** Resolves when the records are written; all that wait for it together are written together. */
const acknowledgedBy =
  (log: CostedLog, written: BatchedDecisionLog) =>
  async (records: readonly DecisionRecord[]): Promise<void> => {
    await log.flush();
    if (!records.some((record) => written.hasLost(record))) return;
    throw new ThetaError('DATABASE_UNAVAILABLE', 'The decision could not be logged; the log of the server says why.', {
      hint: 'Try again. THETA_DECISION_LOG=behind answers without waiting for the log.',
    });
  };
