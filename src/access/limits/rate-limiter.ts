import { LRUCache } from 'lru-cache';
import type { Clock } from '../../domain/clock.js';

/**
 * Whether another request fits, and if not, after how long one will. `cost` 0 only looks.
 * A bucket of tokens (as GCRA keeps it: one number, the time at which the bucket is full again). It holds a minute's worth
 * and refills evenly, so after a rest a whole minute's worth may come at once.
 */
export interface RateLimiter {
  take(key: string, perMinute: number, cost?: 0 | 1): Taken | Promise<Taken>;
}

export interface Taken {
  readonly ok: boolean;
  readonly retryAfterMs: number;
}

export const MINUTE_MS = 60_000;
/** Buckets of this server; the one that was used least lately is forgotten, and so full. */
const MOST_BUCKETS = 100_000;
const FITS: Taken = { ok: true, retryAfterMs: 0 };

/** Counts the requests of this server. */
export function memoryLimiter(clock: Pick<Clock, 'monotonic'>, most = MOST_BUCKETS): RateLimiter {
  const fullAt = new LRUCache<string, number>({ max: most });
  return {
    take(key, perMinute, cost = 1) {
      const now = clock.monotonic();
      const next = Math.max(fullAt.get(key) ?? 0, now) + MINUTE_MS / perMinute;
      const over = next - now - MINUTE_MS;
      // A thousandth of a millisecond of room: sums of fractions must not cost the last token.
      if (over > 1e-3) return { ok: false, retryAfterMs: over };
      if (cost === 1) fullAt.set(key, next);
      return FITS;
    },
  };
}
