import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { memoryLimiter } from '../../../src/access/limits/rate-limiter.js';
import { redisLimiter } from '../../../src/access/limits/redis-limiter.js';

const REDIS = process.env['THETA_REDIS_URL_TEST'] ?? 'redis://127.0.0.1:6379';
const redis = new Redis(REDIS, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
redis.on('error', () => {});
const hasRedis = await redis.connect().then(
  () => true,
  () => false,
);
if (!hasRedis) console.warn(`Tests of Redis are skipped: none answers at ${REDIS}.`);

function held() {
  let time = 0;
  return { pass: (ms: number) => void (time += ms), limiter: memoryLimiter({ monotonic: () => time }) };
}

describe('the limiter of one server', () => {
  it('lets a minute’s worth come at once, then as many as refill', () => {
    const { limiter, pass } = held();
    const taken = Array.from({ length: 4 }, () => limiter.take('a', 3));
    expect(taken.map((one) => (one as { ok: boolean }).ok)).toEqual([true, true, true, false]);
    expect(limiter.take('a', 3)).toEqual({ ok: false, retryAfterMs: expect.closeTo(20_000, 0) });
    pass(20_000);
    expect([limiter.take('a', 3), limiter.take('a', 3)]).toMatchObject([{ ok: true }, { ok: false }]);
    expect(limiter.take('b', 3)).toMatchObject({ ok: true });
  });

  it('only looks where nothing is taken', () => {
    const { limiter } = held();
    for (let i = 0; i < 5; i++) expect(limiter.take('a', 1, 0)).toMatchObject({ ok: true });
    void limiter.take('a', 1);
    expect(limiter.take('a', 1, 0)).toMatchObject({ ok: false });
  });

  it('never lets more through in a time than that time and one full bucket hold, and the wait it names is enough', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), steps, (perMinute, waits) => {
        const { limiter, pass } = held();
        let [passed, time] = [0, 0];
        for (const ms of waits) {
          pass(ms);
          time += ms;
          const taken = limiter.take('a', perMinute) as { ok: boolean; retryAfterMs: number };
          if (taken.ok) passed++;
          else {
            pass(taken.retryAfterMs);
            time += taken.retryAfterMs;
            expect((limiter.take('a', perMinute) as { ok: boolean }).ok).toBe(true);
            passed++;
          }
          expect(passed).toBeLessThanOrEqual(perMinute * (1 + time / 60_000) + 1e-6);
        }
      }),
    );
  });
});

describe.skipIf(!hasRedis)('the limiter of several servers', () => {
  it('counts them together, and leaves nothing behind', async () => {
    const key = randomUUID();
    const unexpected = (error: unknown): never => {
      throw error;
    };
    const [one, other] = [1, 2].map(() => redisLimiter(redis, held().limiter, unexpected));
    const taken = [];
    for (const server of [one, other, one, other]) taken.push(await server?.take(key, 3));
    expect(taken.map((t) => t?.ok)).toEqual([true, true, true, false]);
    expect(taken[3]?.retryAfterMs).toBeGreaterThan(0);
    expect(taken[3]?.retryAfterMs).toBeLessThanOrEqual(20_000);
    expect((await one?.take(randomUUID(), 1, 0))?.ok).toBe(true);
    const ttl = await redis.pttl(`theta:rate:${key}`);
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(60_001);
    await redis.del(`theta:rate:${key}`);
  });
});

it('counts alone where Redis does not answer', async () => {
  const errors: unknown[] = [];
  const away = { eval: () => Promise.reject(new Error('away')) };
  const limiter = redisLimiter(away, held().limiter, (error) => void errors.push(error));
  expect(await limiter.take('a', 1)).toMatchObject({ ok: true });
  expect(await limiter.take('a', 1)).toMatchObject({ ok: false });
  expect(errors).toHaveLength(2);
});
