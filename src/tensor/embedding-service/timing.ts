/** Time and turns of the event loop as an argument, so that tests can hold them. */
export interface Timing {
  /** Milliseconds that never go back. */
  now(): number;
  /** Runs `work` once, after everything that this turn of the event loop brings. */
  soon(work: () => void): void;
  /** Runs `work` once, `ms` from now; returns what prevents it. */
  after(ms: number, work: () => void): () => void;
}

export const systemTiming: Timing = {
  now: () => performance.now(),
  soon: (work) => void setImmediate(work),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
