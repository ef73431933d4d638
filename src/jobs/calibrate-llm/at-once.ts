import type { ThetaError } from '../../domain/errors.js';
import { throwIfAborted, toThetaError } from '../../domain/errors.js';
import { inParallel } from '../../domain/in-parallel.js';

/**
 * Runs `work` for every item, at most `width` at a time. `failed` says of each error whether it ends all: then what is under
 * way is cancelled, and its error is thrown once nothing runs any more. Throws CANCELLED when the signal has fired, then too.
 */
export async function atOnce<T>(
  items: readonly T[],
  width: number,
  work: (item: T, signal: AbortSignal) => Promise<void>,
  failed: (error: ThetaError, item: T) => ThetaError | null,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  let last: ThetaError | null = null;
  await inParallel(items, width, async (item) => {
    if (either.aborted) return;
    try {
      await work(item, either);
    } catch (thrown) {
      if (either.aborted) return;
      last = failed(toThetaError(thrown), item);
      if (last) ended.abort();
    }
  });
  throwIfAborted(signal);
  if (ended.signal.aborted && last) throw last as ThetaError;
}
