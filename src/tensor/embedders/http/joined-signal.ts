/**
 * Runs `work` with a signal that fires with any of `signals`, or after `timeoutMs` where that is not null, and lets go of all
 * of them when the work ends. AbortSignal.any would leave an entry on a signal that outlives the work, one per request.
 */
export async function withJoinedSignal<T>(
  signals: readonly AbortSignal[],
  timeoutMs: number | null,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const joined = new AbortController();
  const abort = (event: Event): void => joined.abort((event.target as AbortSignal).reason);
  const timer =
    timeoutMs === null
      ? undefined
      : setTimeout(() => joined.abort(new Error(`no answer for ${timeoutMs} ms`)), timeoutMs);
  for (const signal of signals) {
    if (signal.aborted) joined.abort(signal.reason);
    signal.addEventListener('abort', abort);
  }
  try {
    return await work(joined.signal);
  } finally {
    clearTimeout(timer);
    for (const signal of signals) signal.removeEventListener('abort', abort);
  }
}
