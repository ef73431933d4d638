import type { Clock } from '../../domain/clock.js';
import type { DriftReport, DriftService } from './types.js';

/** What the monitor of this server did since its start. */
export interface DriftStatus {
  readonly everyMinutes: number;
  readonly running: boolean;
  /** Reports made, and attempts that failed. */
  readonly runs: number;
  readonly failed: number;
  /** Milliseconds since 1970 of the next look; null while one runs and after the monitor was closed. */
  readonly nextAt: number | null;
  readonly latest: DriftReport | null;
  /** Of the last attempt; null where it went well. */
  readonly error: string | null;
}

/** Looks for drift every so often, behind the traffic. */
export interface DriftMonitor {
  /** Starts to wait for the first look. */
  start(): void;
  status(): DriftStatus;
  /** Resolves when nothing runs any more, after at most one chunk of decisions. */
  close(): Promise<void>;
}

export interface DriftMonitorOptions {
  readonly everyMinutes: number;
  readonly drift: DriftService;
  readonly clock: Pick<Clock, 'now'>;
  /** Calls `work` once after `ms`; the returned function cancels it. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** Told of every report; must not throw. */
  readonly onReport: (report: DriftReport) => void;
  readonly onError: (error: unknown) => void;
}

const MINUTE_MS = 60_000;

export function createDriftMonitor(options: DriftMonitorOptions): DriftMonitor {
  const { everyMinutes, drift, clock } = options;
  const controller = new AbortController();
  const counts = { runs: 0, failed: 0 };
  let latest: DriftReport | null = null;
  let error: string | null = null;
  let running: Promise<void> | null = null;
  let waiting: { readonly at: number; readonly cancel: () => void } | null = null;

  const wait = () => {
    if (controller.signal.aborted) return;
    const ms = everyMinutes * MINUTE_MS;
    // The next look is timed from the end of this one, so two never run at once.
    waiting = { at: clock.now() + ms, cancel: options.after(ms, look) };
  };
  const look = () => {
    waiting = null;
    running = drift
      .drift({}, { signal: controller.signal })
      .then(
        (report) => {
          [latest, error] = [report, null];
          counts.runs++;
          options.onReport(report);
        },
        (thrown: unknown) => {
          if (controller.signal.aborted) return;
          error = thrown instanceof Error ? thrown.message : String(thrown);
          counts.failed++;
          options.onError(thrown);
        },
      )
      .finally(() => {
        running = null;
        wait();
      });
  };

  return {
    start: () => {
      if (!waiting && !running) wait();
    },
    status: () => ({ everyMinutes, running: running !== null, ...counts, nextAt: waiting?.at ?? null, latest, error }),
    async close() {
      controller.abort();
      waiting?.cancel();
      waiting = null;
      await running;
    },
  };
}
