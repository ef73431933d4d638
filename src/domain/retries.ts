import { throwIfAborted } from './errors.js';

/** Waits; ends early, without an error, when the signal fires. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export interface RetryOptions {
  /** Most tries, 1 or more. */
  readonly attempts: number;
  /** Before the second try; doubles with each further one. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  readonly sleep: Sleep;
  /** Uniform in [0, 1), for the jitter: tries of parallel calls must not meet again. */
  readonly uniform: () => number;
}

/** Thrown by a try that may succeed later. */
export class Retryable extends Error {
  constructor(
    message: string,
    /** How long the other side asked to be left alone; null where it did not. */
    readonly afterMs: number | null = null,
  ) {
    super(message);
  }
}

/** Tries until it succeeds, throws something that is not Retryable, or has used its attempts; the last error is thrown. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  { attempts, firstDelayMs, longestDelayMs, sleep, uniform }: RetryOptions,
  signal: AbortSignal,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    throwIfAborted(signal);
    try {
      return await attempt();
    } catch (error) {
      throwIfAborted(signal);
      if (!(error instanceof Retryable) || tried >= attempts) throw error;
      const doubled = firstDelayMs * 2 ** (tried - 1) * (0.5 + uniform() / 2);
      await sleep(Math.min(longestDelayMs, Math.max(doubled, error.afterMs ?? 0)), signal);
    }
  }
}
