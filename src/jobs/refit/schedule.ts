import { ThetaError, toThetaError } from '../../domain/errors.js';
import type { RepeatedOptions } from '../../domain/every-so-often.js';
import { everySoOften } from '../../domain/every-so-often.js';
import type { JobService, RefitJob } from '../types.js';
import type { RefitService } from './refit-service.js';

/** What scheduled refits of this server did since its start. */
export interface RefitScheduleStatus {
  readonly everyMinutes: number;
  /** New responses that a scheduled refit needs. */
  readonly minResponses: number;
  readonly running: boolean;
  /** Refits that ended with a report, those of them whose candidate serves, and attempts that failed; one without enough new responses is none of these. */
  readonly refits: number;
  readonly promoted: number;
  readonly failed: number;
  /** Milliseconds since 1970 of the next attempt; null while one runs and after the end. */
  readonly nextAt: number | null;
  /** Of the last attempt: why it failed, or had nothing to do; null where it went well. */
  readonly note: string | null;
}

/** Refits every so often, behind the traffic. */
export interface RefitSchedule {
  /** Starts to wait for the first attempt. */
  start(): void;
  status(): RefitScheduleStatus;
  /** Resolves when it waits for nothing any more; its job is the queue's to stop. */
  close(): Promise<void>;
}

export interface RefitScheduleOptions extends RepeatedOptions {
  readonly minResponses: number;
  readonly refits: Pick<RefitService, 'refit'>;
  readonly jobs: Pick<JobService, 'watch'>;
  /** Told of every refit that ended with a report; must not throw. */
  readonly onRefit: (job: RefitJob) => void;
  readonly onError: (error: unknown) => void;
}

/** Attempts that have nothing to do, or come while somebody else's refit runs, are no failures. */
const NOTHING_TO_DO: readonly string[] = ['REFIT_NOTHING_NEW', 'REFIT_UNDER_WAY', 'CANCELLED'];

export function createRefitSchedule(options: RefitScheduleOptions): RefitSchedule {
  const { everyMinutes, minResponses } = options;
  const counts = { refits: 0, promoted: 0, failed: 0 };
  let note: string | null = null;

  const ended = (job: RefitJob) => {
    note = job.report?.reason ?? null;
    counts.refits++;
    if (job.report?.promoted) counts.promoted++;
    options.onRefit(job);
  };
  const failed = (thrown: unknown) => {
    const { code, message } = toThetaError(thrown);
    note = message;
    if (NOTHING_TO_DO.includes(code)) return;
    counts.failed++;
    options.onError(thrown);
  };
  const repeated = everySoOften(options, (signal) =>
    scheduledRefit(options).then(ended, (thrown: unknown) => (signal.aborted ? undefined : failed(thrown))),
  );

  return {
    start: () => repeated.start(),
    status: () => ({
      everyMinutes,
      minResponses,
      running: repeated.running,
      ...counts,
      nextAt: repeated.nextAt,
      note,
    }),
    close: () => repeated.close(),
  };
}

/** The job when it has ended well. Throws its error, and what asking for it throws. */
async function scheduledRefit({ refits, jobs, minResponses }: RefitScheduleOptions): Promise<RefitJob> {
  let job = await refits.refit({ trigger: 'SCHEDULE', minResponses });
  for await (const state of (await jobs.watch(job.id)) ?? []) job = state as RefitJob;
  if (job.status === 'SUCCEEDED') return job;
  const { code, message, hint } = job.error ?? { code: 'CANCELLED', message: 'The refit was cancelled.', hint: null };
  throw new ThetaError(code, message, { hint: hint ?? undefined });
}
