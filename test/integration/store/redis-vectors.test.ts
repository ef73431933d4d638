import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it } from 'vitest';
import { openRedisVectors } from '../../../src/store/redis-vectors.js';

const redisUrl = process.env['REDIS_URL_TEST'] ?? 'redis://127.0.0.1:6379';
const SOON = { timeout: 20_000, interval: 20 };

async function answers(): Promise<boolean> {
  const redis = new Redis(redisUrl, { lazyConnect: true, connectTimeout: 500, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
const there = await answers();
if (!there) console.warn('tests on Redis are skipped: none answers; name one in REDIS_URL_TEST');

describe.skipIf(!there)('vectors in Redis', () => {
  const embedder = `test-${randomBytes(6).toString('hex')}`;
  const redis = new Redis(redisUrl, { lazyConnect: true });
  const vectors = openRedisVectors({ redisUrl, keptSeconds: 3600 });
  const vector = new Float32Array([1, -0, 1 / 3, 1e-45, 3.4028235e38]);
  afterAll(async () => {
    const keys = await redis.keys(`theta:vector:${embedder}:*`);
    if (keys.length > 0) await redis.del(keys);
    redis.disconnect();
    vectors.close();
  });
  const get = (...digests: string[]) => vectors.get(embedder, digests);

  it('come back bit by bit, by embedder, for as long as they are kept', async () => {
    // The connection is made behind the first commands, which fail.
    await expect.poll(() => get('none').catch(() => null), SOON).toEqual(new Map());
    await vectors.put(embedder, new Map([['a', vector]]));
    await vectors.put(embedder, new Map([['a', new Float32Array(5)]]));
    const view = new Float32Array([9, 7, 8]).subarray(1);
    await vectors.put(embedder, new Map([['b', view]]));
    expect(await get('b', 'nobody', 'a')).toEqual(
      new Map([
        ['b', new Float32Array([7, 8])],
        ['a', vector],
      ]),
    );
    expect(await vectors.get('another', ['a'])).toEqual(new Map());
    expect(await get()).toEqual(new Map());
    const left = await redis.ttl(`theta:vector:${embedder}:a`);
    expect(left).toBeGreaterThan(3500);
    expect(left).toBeLessThanOrEqual(3600);
  });

  it('are no vectors where somebody has written something else', async () => {
    await redis.set(`theta:vector:${embedder}:odd`, 'text!');
    expect((await get('odd')).get('odd')).toHaveLength(0);
  });
});

describe('a Redis that is away', () => {
  it('fails at once where nobody listens', async () => {
    const vectors = openRedisVectors({ redisUrl: 'redis://127.0.0.1:1', keptSeconds: 1 });
    await expect(vectors.get('x', ['a'])).rejects.toThrow();
    await expect(vectors.put('x', new Map([['a', new Float32Array(1)]]))).rejects.toThrow();
    vectors.close();
  });

  it('fails where it accepts and never answers', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    const vectors = openRedisVectors({ redisUrl: `redis://127.0.0.1:${port}`, keptSeconds: 1 });
    await expect(vectors.get('x', ['a'])).rejects.toThrow();
    vectors.close();
    silent.close();
  });
});
