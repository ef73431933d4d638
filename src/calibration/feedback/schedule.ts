import { toThetaError } from '../../domain/errors.js';
import type { RepeatedOptions } from '../../domain/every-so-often.js';
import { everySoOften } from '../../domain/every-so-often.js';
import type { FeedbackUpdate, LearningService } from './types.js';

/** What scheduled learning of this server did since its start. */
export interface LearningStatus {
  readonly everyMinutes: number;
  /** Whether updates within their limits serve without anybody looking at them. */
  readonly approveWithinLimits: boolean;
  readonly running: boolean;
  /** Updates that were made, and attempts that failed; an attempt without new feedback is neither. */
  readonly updates: number;
  readonly failed: number;
  /** Milliseconds since 1970 of the next attempt; null while one runs and after the end. */
  readonly nextAt: number | null;
  readonly latest: FeedbackUpdate | null;
  /** Of the last attempt; null where it went well. */
  readonly error: string | null;
}

/** Learns from feedback every so often, behind the traffic. */
export interface LearningSchedule {
  /** Starts to wait for the first attempt. */
  start(): void;
  status(): LearningStatus;
  /** Resolves when nothing runs any more. */
  close(): Promise<void>;
}

export interface LearningScheduleOptions extends RepeatedOptions {
  readonly approveWithinLimits: boolean;
  readonly learning: Pick<LearningService, 'learn'>;
  /** Told of every update; must not throw. */
  readonly onUpdate: (update: FeedbackUpdate) => void;
  readonly onError: (error: unknown) => void;
}

export function createLearningSchedule(options: LearningScheduleOptions): LearningSchedule {
  const { everyMinutes, approveWithinLimits, learning } = options;
  const counts = { updates: 0, failed: 0 };
  let latest: FeedbackUpdate | null = null;
  let error: string | null = null;

  const learned = (update: FeedbackUpdate) => {
    [latest, error] = [update, null];
    counts.updates++;
    options.onUpdate(update);
  };
  const failed = (thrown: unknown) => {
    const { code, message } = toThetaError(thrown);
    if (code === 'FEEDBACK_INSUFFICIENT') return void (error = null);
    error = message;
    counts.failed++;
    options.onError(thrown);
  };
  const repeated = everySoOften(options, (signal) =>
    learning
      .learn({ approveWithinLimits, unlessProposed: true }, { signal })
      .then(learned, (thrown: unknown) => (signal.aborted ? undefined : failed(thrown))),
  );

  return {
    start: () => repeated.start(),
    status: () => ({
      everyMinutes,
      approveWithinLimits,
      running: repeated.running,
      ...counts,
      nextAt: repeated.nextAt,
      latest,
      error,
    }),
    close: () => repeated.close(),
  };
}
