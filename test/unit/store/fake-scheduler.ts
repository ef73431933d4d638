import type { Scheduler } from '../../../src/store/scheduler.js';

/** Timers that fire when a test says so. */
export class FakeScheduler implements Scheduler {
  #now = 0;
  #timers: { at: number; work: () => void }[] = [];
  /** Every delay that was asked for. */
  readonly delays: number[] = [];

  get pending(): number {
    return this.#timers.length;
  }

  after(ms: number, work: () => void): () => void {
    const timer = { at: this.#now + ms, work };
    this.delays.push(ms);
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets `ms` milliseconds pass, and the work of every timer that became due end. */
  async advance(ms: number): Promise<void> {
    this.#now += ms;
    const due = this.#timers.filter((timer) => timer.at <= this.#now);
    this.#timers = this.#timers.filter((timer) => timer.at > this.#now);
    for (const timer of due) timer.work();
    await this.settle();
  }

  /** Lets promises that wait for nothing but each other end. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
