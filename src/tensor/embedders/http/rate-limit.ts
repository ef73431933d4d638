import type { Clock } from '../../../domain/clock.js';
import type { Sleep } from '../../../domain/retries.js';

/** No reset is waited for longer; then the service itself says whether it is still too early. */
const LONGEST_WAIT_MS = 60_000;

const UNIT_MS = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const PART = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d)/g;

/** Milliseconds of a duration such as "120ms", "1s" or "6m0s"; a bare number counts seconds. Null for anything else. */
export function durationMs(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const parts = [...text.matchAll(PART)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return null;
  return parts.reduce((ms, [, value, unit]) => ms + Number(value) * UNIT_MS[unit as keyof typeof UNIT_MS], 0);
}

interface Allowance {
  remaining: number;
  readonly resetsAt: number;
}

/**
 * What a service says is left until its limits reset (x-ratelimit-remaining- and -reset-, each for requests and tokens). A
 * request that would exceed it waits for the reset instead of running into a 429, which counts against the limit too.
 */
export class RateLimit {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #sleep: Sleep;
  #requests: Allowance | null = null;
  #tokens: Allowance | null = null;

  constructor(clock: Pick<Clock, 'now'>, sleep: Sleep) {
    this.#clock = clock;
    this.#sleep = sleep;
  }

  /** Waits where needed, and takes the request off what is left, so that parallel ones do not count on the same rest. */
  async pass(tokens: number, signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const wait = Math.max(missing(this.#requests, 1, now), missing(this.#tokens, tokens, now));
    if (this.#requests) this.#requests.remaining -= 1;
    if (this.#tokens) this.#tokens.remaining -= tokens;
    if (wait > 0) await this.#sleep(Math.min(wait, LONGEST_WAIT_MS), signal);
  }

  note(headers: Headers): void {
    const now = this.#clock.now();
    this.#requests = allowance(headers, 'requests', now) ?? this.#requests;
    this.#tokens = allowance(headers, 'tokens', now) ?? this.#tokens;
  }
}

const missing = (left: Allowance | null, needed: number, now: number): number =>
  left !== null && left.remaining < needed ? Math.max(0, left.resetsAt - now) : 0;

/** Azure says −1 where it does not count. */
function allowance(headers: Headers, of: string, now: number): Allowance | null {
  const remaining = headers.get(`x-ratelimit-remaining-${of}`);
  const reset = durationMs(headers.get(`x-ratelimit-reset-${of}`) ?? '');
  if (remaining === null || !/^\d+$/.test(remaining) || reset === null) return null;
  return { remaining: Number(remaining), resetsAt: now + reset };
}
