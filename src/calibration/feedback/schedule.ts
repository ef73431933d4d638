import type { Clock } from '../../domain/clock.js';
import { toThetaError } from '../../domain/errors.js';
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

export interface LearningScheduleOptions {
  readonly everyMinutes: number;
  readonly approveWithinLimits: boolean;
  readonly learning: Pick<LearningService, 'learn'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Calls `work` once after `ms`; the returned function cancels it. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** Told of every update; must not throw. */
  readonly onUpdate: (update: FeedbackUpdate) => void;
  readonly onError: (error: unknown) => void;
}

const MINUTE_MS = 60_000;

export function createLearningSchedule(options: LearningScheduleOptions): LearningSchedule {
  const { everyMinutes, approveWithinLimits, learning, clock } = options;
  const controller = new AbortController();
  const counts = { updates: 0, failed: 0 };
  let latest: FeedbackUpdate | null = null;
  let error: string | null = null;
  let running: Promise<void> | null = null;
  let waiting: { readonly at: number; readonly cancel: () => void } | null = null;

  const wait = () => {
    if (controller.signal.aborted) return;
    const ms = everyMinutes * MINUTE_MS;
    // Timed from the end of the attempt before, so two never run at once.
    waiting = { at: clock.now() + ms, cancel: options.after(ms, attempt) };
  };
  const learned = (update: FeedbackUpdate) => {
    [latest, error] = [update, null];
    counts.updates++;
    options.onUpdate(update);
  };
  const failed = (thrown: unknown) => {
    if (controller.signal.aborted) return;
    const { code, message } = toThetaError(thrown);
    if (code === 'FEEDBACK_INSUFFICIENT') return void (error = null);
    error = message;
    counts.failed++;
    options.onError(thrown);
  };
  const attempt = () => {
    waiting = null;
    running = learning
      .learn({ approveWithinLimits, unlessProposed: true }, { signal: controller.signal })
      .then(learned, failed)
      .finally(() => {
        running = null;
        wait();
      });
  };

  return {
    start: () => {
      if (!waiting && !running) wait();
    },
    status: () => ({
      everyMinutes,
      approveWithinLimits,
      running: running !== null,
      ...counts,
      nextAt: waiting?.at ?? null,
      latest,
      error,
    }),
    async close() {
      controller.abort();
      waiting?.cancel();
      waiting = null;
      await running;
    },
  };
}
