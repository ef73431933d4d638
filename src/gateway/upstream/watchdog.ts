import type { Timeouts } from '../providers/types.js';
import { UpstreamFailure } from './failure.js';

/** Calls `work` once after `ms`; the returned function cancels it. */
export type After = (ms: number, work: () => void) => () => void;

/** Ends one attempt where it takes too long, or where the client has gone. */
export interface Watchdog {
  readonly signal: AbortSignal;
  /** The answer has begun: from now on pieces must follow each other. */
  began(): void;
  /** A piece has come, or whoever reads wants the next one. */
  touch(): void;
  /** Nobody asks for a piece: a slow reader is no fault of the provider. */
  hold(): void;
  /** The attempt has ended; lets go of timers and of the client's signal. */
  release(): void;
}

export function watchdog(timeouts: Timeouts, client: AbortSignal, after: After): Watchdog {
  const controller = new AbortController();
  const late = (code: string, words: string) => () => controller.abort(new UpstreamFailure('retry', code, words));
  const gone = () => controller.abort(client.reason);
  if (client.aborted) gone();
  else client.addEventListener('abort', gone, { once: true });
  const { firstByteMs, idleMs, totalMs } = timeouts;
  const endTotal = after(totalMs, late('TOTAL_TIMEOUT', `no whole answer within ${totalMs} ms`));
  let endWait = after(firstByteMs, late('FIRST_BYTE_TIMEOUT', `no answer within ${firstByteMs} ms`));
  const touch = () => {
    endWait();
    endWait = after(idleMs, late('IDLE_TIMEOUT', `nothing more for ${idleMs} ms`));
  };
  return {
    signal: controller.signal,
    began: touch,
    touch,
    hold: () => endWait(),
    release() {
      endTotal();
      endWait();
      client.removeEventListener('abort', gone);
    },
  };
}
