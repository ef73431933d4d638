import { ThetaError } from '../../domain/errors.js';
import type { Taken } from './rate-limiter.js';

/** RATE_LIMITED, with the time after which to come back. */
export class TooMany extends ThetaError {
  /** Whole seconds, 1 or more. */
  readonly retryAfterSeconds: number;

  constructor(message: string, { retryAfterMs }: Taken) {
    const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
    super('RATE_LIMITED', message, { hint: `Try again in ${seconds} s.` });
    this.retryAfterSeconds = seconds;
  }
}
