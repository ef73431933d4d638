/** Time as an argument, so that tests can hold it. */
export interface Clock {
  /** Milliseconds since 1970, for what is stored. */
  now(): number;
  /** Milliseconds that never go back, for durations. */
  monotonic(): number;
}

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
