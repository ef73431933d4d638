import type { Clock } from '../../domain/clock.js';
import { inTurn } from '../../domain/in-turn.js';
import type { Removed, RetentionReport, RetentionSettings, RetentionStep, RetentionStore } from './types.js';

const DAY_MS = 86_400_000;
/** Rows of a step: some ten milliseconds of the database, between which others have their turn. */
const STEP_ROWS = 1000;

export interface RetentionService {
  readonly settings: RetentionSettings;
  /** Removes what is older than the settings keep; runs of one server follow each other. */
  run(signal?: AbortSignal): Promise<RetentionReport>;
}

export interface RetentionDeps {
  readonly store: RetentionStore;
  readonly settings: RetentionSettings;
  readonly clock: Clock;
  /** Lets others at the database between two steps. */
  readonly breathe: () => Promise<void>;
}

export function createRetentionService({ store, settings, clock, breathe }: RetentionDeps): RetentionService {
  const steps = async (step: () => Promise<RetentionStep>, total: Removed, signal: AbortSignal | undefined) => {
    let removed = total;
    while (!signal?.aborted) {
      const one = await step();
      removed = sumOf(removed, one);
      if (one.next !== 'more') return { removed, finished: one.next === 'none' };
      await breathe();
    }
    return { removed, finished: false };
  };
  return {
    settings,
    run: inTurn(async (signal?: AbortSignal) => {
      const start = clock.monotonic();
      const decisionsBefore = keptFrom(settings.decisionDays, clock.now());
      const sumsBefore = keptFrom(settings.sumDays, clock.now());
      let done = { removed: NOTHING, finished: true };
      if (decisionsBefore !== null) {
        done = await steps(() => store.expireDecisions(decisionsBefore, STEP_ROWS), done.removed, signal);
      }
      if (sumsBefore !== null && done.finished) {
        done = await steps(() => store.expireSums(sumsBefore, STEP_ROWS), done.removed, signal);
      }
      const { removed, finished } = done;
      return { ...removed, decisionsBefore, sumsBefore, finished, durationMs: clock.monotonic() - start };
    }),
  };
}

/** The begin of a UTC day, so that it is the edge of a partition: the current day and `days` whole ones before it stay. */
const keptFrom = (days: number | null, now: number): number | null =>
  days === null ? null : (Math.floor(now / DAY_MS) - days) * DAY_MS;

const NOTHING: Removed = { decisions: 0, feedback: 0, shadows: 0, sums: 0, partitions: [] };

const sumOf = (a: Removed, b: Removed): Removed => ({
  decisions: a.decisions + b.decisions,
  feedback: a.feedback + b.feedback,
  shadows: a.shadows + b.shadows,
  sums: a.sums + b.sums,
  partitions: [...a.partitions, ...b.partitions],
});
