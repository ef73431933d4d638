/** Time as an argument, so that tests can hold it. */
export interface Clock {
  /** Milliseconds since 1970, for what is stored. */
  now(): number;
  /** Milliseconds that never go back, for durations. */
  monotonic(): number;
}

/** The same clock without its steps back: it stands until the other has caught up. For ids, which sort by time. */
export function risingClock(clock: Clock): Clock {
  let latest = Number.NEGATIVE_INFINITY;
  return { now: () => (latest = Math.max(latest, clock.now())), monotonic: () => clock.monotonic() };
}

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
