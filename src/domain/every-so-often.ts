import type { Clock } from './clock.js';

/** Work that is done again and again, never twice at once. */
export interface Repeated {
  /** Starts to wait for the first time. */
  start(): void;
  readonly running: boolean;
  /** Milliseconds since 1970 of the next time; null while one runs and after the end. */
  readonly nextAt: number | null;
  /** Aborts what runs, and resolves when nothing runs any more. */
  close(): Promise<void>;
}

export interface RepeatedOptions {
  readonly everyMinutes: number;
  readonly clock: Pick<Clock, 'now'>;
  /** Calls `work` once after `ms`; the returned function cancels it. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** Does `work`, or leaves it where it is not this process's turn; must not reject. Always does it where absent. */
  readonly turn?: ((work: () => Promise<void>) => Promise<void>) | undefined;
}

const MINUTE_MS = 60_000;

/** `work` must not reject: it tells of its failures itself. Each time is counted from the end of the one before. */
export function everySoOften(
  { everyMinutes, clock, after, turn = (once) => once() }: RepeatedOptions,
  work: (signal: AbortSignal) => Promise<void>,
): Repeated {
  const controller = new AbortController();
  let running: Promise<void> | null = null;
  let waiting: { readonly at: number; readonly cancel: () => void } | null = null;

  const wait = () => {
    if (controller.signal.aborted) return;
    const ms = everyMinutes * MINUTE_MS;
    waiting = { at: clock.now() + ms, cancel: after(ms, run) };
  };
  const run = () => {
    waiting = null;
    running = turn(() => work(controller.signal)).finally(() => {
      running = null;
      wait();
    });
  };

  return {
    start: () => {
      if (!waiting && !running) wait();
    },
    get running() {
      return running !== null;
    },
    get nextAt() {
      return waiting?.at ?? null;
    },
    async close() {
      controller.abort();
      waiting?.cancel();
      waiting = null;
      await running;
    },
  };
}
