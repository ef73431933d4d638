/** Timers as an argument, so that tests decide when they fire. */
export interface Scheduler {
  /** Calls `work` once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, work: () => void): () => void;
}

/** Its timers do not keep the process alive: whoever started the work waits for it at close. */
export const systemScheduler: Scheduler = {
  after(ms, work) {
    const timer = setTimeout(work, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
