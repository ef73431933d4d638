import type { RepeatedOptions } from '../../domain/every-so-often.js';
import { everySoOften } from '../../domain/every-so-often.js';
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

export interface DriftMonitorOptions extends RepeatedOptions {
  readonly drift: DriftService;
  /** Told of every report; must not throw. */
  readonly onReport: (report: DriftReport) => void;
  readonly onError: (error: unknown) => void;
}

export function createDriftMonitor(options: DriftMonitorOptions): DriftMonitor {
  const { everyMinutes, drift } = options;
  const counts = { runs: 0, failed: 0 };
  let latest: DriftReport | null = null;
  let error: string | null = null;

  const repeated = everySoOften(options, (signal) =>
    drift.drift({}, { signal }).then(
      (report) => {
        [latest, error] = [report, null];
        counts.runs++;
        options.onReport(report);
      },
      (thrown: unknown) => {
        if (signal.aborted) return;
        error = thrown instanceof Error ? thrown.message : String(thrown);
        counts.failed++;
        options.onError(thrown);
      },
    ),
  );

  return {
    start: () => repeated.start(),
    status: () => ({ everyMinutes, running: repeated.running, ...counts, nextAt: repeated.nextAt, latest, error }),
    close: () => repeated.close(),
  };
}
