import type { RepeatedOptions } from '../../domain/every-so-often.js';
import { everySoOften } from '../../domain/every-so-often.js';
import type { RetentionService } from './retention.js';
import type { RetentionReport } from './types.js';

/** Removes what is old every so often; a server starts it. */
export interface RetentionSchedule {
  start(): void;
  status(): RetentionStatus;
  /** Stops after the step that runs. */
  close(): Promise<void>;
}

export interface RetentionStatus {
  readonly everyMinutes: number;
  readonly running: boolean;
  /** Milliseconds since 1970; null while one runs. */
  readonly nextAt: number | null;
  /** Of this server; null before the first run. */
  readonly latest: RetentionReport | null;
  /** Of the last run; null where it went well. */
  readonly error: string | null;
}

export interface RetentionScheduleOptions extends RepeatedOptions {
  readonly retention: RetentionService;
  readonly onReport: (report: RetentionReport) => void;
  readonly onError: (error: unknown) => void;
}

export function createRetentionSchedule(options: RetentionScheduleOptions): RetentionSchedule {
  let latest: RetentionReport | null = null;
  let error: string | null = null;
  const repeated = everySoOften(options, (signal) =>
    options.retention.run(signal).then(
      (report) => {
        [latest, error] = [report, null];
        options.onReport(report);
      },
      (thrown: unknown) => {
        error = thrown instanceof Error ? thrown.message : String(thrown);
        options.onError(thrown);
      },
    ),
  );
  return {
    start: () => repeated.start(),
    status: () => ({
      everyMinutes: options.everyMinutes,
      running: repeated.running,
      nextAt: repeated.nextAt,
      latest,
      error,
    }),
    close: () => repeated.close(),
  };
}
