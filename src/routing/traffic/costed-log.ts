import type { CandidateCosts, DecisionLog, DecisionRecord } from '../ports.js';

export interface CostedLogOptions {
  /** Decisions whose costs are worked out within a second; later ones of that second have none. */
  readonly perSecond: number;
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number;
  /** Lets requests pass. */
  readonly breathe: () => Promise<void>;
}

/** Decisions between two breaths: about a millisecond of work. */
const AT_ONCE = 16;

/**
 * Works out what the candidates of a decision were expected to cost before it goes to the log, behind the request that made it. Of
 * heavy traffic only so many decisions a second, so that it never takes more than a small share of a core.
 */
export class CostedLog implements DecisionLog {
  readonly #waiting: { readonly record: DecisionRecord; readonly costs: CandidateCosts }[] = [];
  #isWorking = false;
  #secondFrom = Number.NEGATIVE_INFINITY;
  #taken = 0;
  /** Records that were to be worked out, and those of them that have gone on to the log, since the start. */
  #begun = 0;
  #passed = 0;
  #waiters: { readonly until: number; readonly resolve: () => void }[] = [];

  constructor(
    private readonly log: DecisionLog,
    private readonly options: CostedLogOptions,
  ) {}

  append(record: DecisionRecord, costs?: CandidateCosts): void {
    if (!costs || !this.#take()) {
      this.log.append(record);
      return;
    }
    this.#waiting.push({ record, costs });
    this.#begun++;
    if (this.#isWorking) return;
    this.#isWorking = true;
    void this.#work().finally(() => (this.#isWorking = false));
  }

  async flush(): Promise<void> {
    // Not for the work to end: traffic may keep it going for ever.
    const until = this.#begun;
    if (this.#passed < until) await new Promise<void>((resolve) => this.#waiters.push({ until, resolve }));
    await this.log.flush();
  }

  #take(): boolean {
    const now = this.options.monotonic();
    if (now - this.#secondFrom >= 1000) {
      this.#secondFrom = now;
      this.#taken = 0;
    }
    return this.#taken++ < this.options.perSecond;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.options.breathe();
      for (const { record, costs } of this.#waiting.splice(0, AT_ONCE)) {
        // What is not known stays unknown: a decision must not be lost for its price.
        const expectedUsd = await costs().catch(() => null);
        // Not a copy: that would work out the digest of the text.
        (record as { expectedUsd: DecisionRecord['expectedUsd'] }).expectedUsd = expectedUsd;
        this.log.append(record);
        this.#passed++;
      }
      const passed = this.#waiters.filter(({ until }) => until <= this.#passed);
      this.#waiters = this.#waiters.filter(({ until }) => until > this.#passed);
      for (const { resolve } of passed) resolve();
    }
  }
}
