import { describe, expect, it, vi } from 'vitest';
import { NewestStream } from '../../../src/domain/newest-stream.js';

describe('a stream of the newest', () => {
  it('gives all that wait at once, without the oldest beyond its limit, and says how many those were', async () => {
    const stream = new NewestStream<number>(3, () => {});
    stream.put([1, 2]);
    stream.put([3, 4]);
    expect(await stream.next()).toEqual({ done: false, value: { items: [2, 3, 4], leftOut: 1 } });
    stream.put([5, 6, 7, 8, 9]);
    expect(await stream.next()).toEqual({ done: false, value: { items: [7, 8, 9], leftOut: 2 } });
    stream.put([10]);
    expect(await stream.next()).toEqual({ done: false, value: { items: [10], leftOut: 0 } });
  });

  it('wakes a reader that waits, and ends for one that leaves', async () => {
    const onEnd = vi.fn();
    const stream = new NewestStream<number>(3, onEnd);
    const next = stream.next();
    stream.put([]);
    stream.put([1]);
    expect(await next).toEqual({ done: false, value: { items: [1], leftOut: 0 } });
    const pending = stream.next();
    await stream.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    stream.put([2]);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it('gives what waits before it ends', async () => {
    const stream = new NewestStream<number>(3, () => {});
    stream.put([1]);
    stream.end();
    expect((await stream.next()).value).toEqual({ items: [1], leftOut: 0 });
    expect((await stream.next()).done).toBe(true);
  });
});
