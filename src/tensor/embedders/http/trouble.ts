/**
 * How long a service asks to be left alone, in milliseconds: `retry-after-ms` (OpenAI, Azure), else `retry-after` as seconds
 * or as an HTTP date, counted from `now` (milliseconds since 1970). Null where it does not say.
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const ms = numberOf(headers.get('retry-after-ms'));
  if (ms !== null) return ms;
  const text = headers.get('retry-after');
  const seconds = numberOf(text);
  if (seconds !== null) return seconds * 1000;
  const date = Date.parse(text ?? '');
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

const numberOf = (text: string | null): number | null =>
  text !== null && /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;

/** fetch says only "fetch failed"; what failed is in the cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error.cause instanceof AggregateError ? error.cause.errors[0] : error.cause;
  return cause instanceof Error ? cause.message : error.message;
}

/** Statuses after which the same request may succeed: time-out, too many requests, trouble of the server. */
export const passes = (status: number): boolean => status === 408 || status === 429 || status >= 500;
