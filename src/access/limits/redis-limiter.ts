import type { RateLimiter, Taken } from './rate-limiter.js';
import { MINUTE_MS } from './rate-limiter.js';

/** What of a Redis client is used. */
export interface RedisScripts {
  eval(script: string, keys: number, ...args: (string | number)[]): Promise<unknown>;
}

/** The bucket of {@link RateLimiter} by the clock of Redis, which all servers share. Returns the milliseconds to wait, 0 where it fits. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local step, room, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local next = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now) + step
local over = next - now - room
if over > 0.001 then return tostring(over) end
if cost == 1 then redis.call('SET', KEYS[1], string.format('%.3f', next), 'PX', math.ceil(next - now)) end
return '0'`;

/** Counts the requests of all servers together; where Redis does not answer, each counts its own until it does. */
export function redisLimiter(redis: RedisScripts, alone: RateLimiter, onError: (error: unknown) => void): RateLimiter {
  return {
    async take(key, perMinute, cost = 1): Promise<Taken> {
      try {
        const step = MINUTE_MS / perMinute;
        const waited = Number(await redis.eval(TAKE, 1, `theta:rate:${key}`, step, MINUTE_MS, cost));
        return { ok: waited === 0, retryAfterMs: waited };
      } catch (error) {
        onError(error);
        return alone.take(key, perMinute, cost);
      }
    },
  };
}
