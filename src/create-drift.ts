import type { Logger } from 'pino';
import type { Config } from './config.js';
import { systemClock } from './domain/clock.js';
import { createDriftService } from './routing/drift/drift.js';
import type { DriftMonitor } from './routing/drift/monitor.js';
import { createDriftMonitor } from './routing/drift/monitor.js';
import type { DriftService } from './routing/drift/types.js';
import type { DecisionLog } from './routing/ports.js';
import type { SwappableRoutingService } from './routing/routing-service.js';
import type { Store } from './store/open-store.js';
import { systemScheduler } from './store/scheduler.js';
import { takingTurns } from './take-turns.js';

export interface DriftParts {
  readonly routing: SwappableRoutingService;
  readonly store: Store;
  readonly log: DecisionLog;
  readonly logger: Logger;
}

/** The use case, and the monitor over it where one is configured; a server starts it, a command does not. */
export function configuredDrift(
  config: Config,
  { routing, store, log, logger }: DriftParts,
): { readonly drift: DriftService; readonly driftMonitor: DriftMonitor | null } {
  const drift = createDriftService({
    decisions: store.decisions,
    feedback: store.feedback,
    log,
    serving: () => routing.serving(),
    clock: systemClock,
  });
  if (config.driftEvery === 0) return { drift, driftMonitor: null };
  const driftMonitor = createDriftMonitor({
    everyMinutes: config.driftEvery,
    drift,
    clock: systemClock,
    after: (ms, work) => systemScheduler.after(ms, work),
    turn: takingTurns(store, 'drift', config.driftEvery, logger),
    onReport: ({ alerts }) => {
      for (const { kind, llm, text, causes, examples } of alerts) {
        logger.warn({ kind, llm, causes, decisions: examples.map(({ id }) => id) }, `drift: ${text}`);
      }
    },
    onError: (err) => logger.error({ err }, 'could not look for drift'),
  });
  return { drift, driftMonitor };
}
