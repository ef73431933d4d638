import { describe, expect, it } from 'vitest';
import { BatchQueue } from '../../../../src/tensor/embedding-service/batch-queue.js';

/** A queue whose clock is the test: `turn` ends the turn, `finish` ends the running batch. */
function harness(maxItems: number) {
  const turns: (() => void)[] = [];
  const batches: (readonly string[])[] = [];
  const ends: (() => void)[] = [];
  const unwanted = new Set<string>();
  const queue = new BatchQueue<string>({
    maxItems,
    schedule: (work) => turns.push(work),
    wanted: (item) => !unwanted.has(item),
    run: (items) => {
      batches.push(items);
      return new Promise((resolve) => ends.push(resolve));
    },
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    queue,
    batches,
    unwanted,
    planned: () => turns.length,
    async turn() {
      turns.shift()?.();
      await settle();
    },
    async finish() {
      ends.shift()?.();
      await settle();
    },
  };
}

describe('batch queue', () => {
  it('plans one batch for everything that comes in one turn', async () => {
    const h = harness(10);
    for (const item of ['a', 'b', 'c']) h.queue.push(item);
    expect(h.planned()).toBe(1);
    await h.turn();
    expect(h.batches).toEqual([['a', 'b', 'c']]);
  });

  it('gathers newcomers while a batch runs, and starts them when it has ended', async () => {
    const h = harness(10);
    h.queue.push('a');
    await h.turn();
    h.queue.push('b');
    h.queue.push('c');
    expect(h.planned()).toBe(0);
    await h.finish();
    await h.turn();
    expect(h.batches).toEqual([['a'], ['b', 'c']]);
  });

  it('splits what is more than one batch, oldest first', async () => {
    const h = harness(2);
    for (const item of ['a', 'b', 'c', 'd', 'e']) h.queue.push(item);
    for (let i = 0; i < 3; i++) {
      await h.turn();
      await h.finish();
    }
    expect(h.batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(h.planned()).toBe(0);
  });

  it('fills a batch past the items that nobody wants any more', async () => {
    const h = harness(2);
    for (const item of ['a', 'b', 'c']) h.queue.push(item);
    h.unwanted.add('a');
    await h.turn();
    expect(h.batches).toEqual([['b', 'c']]);
  });

  it('runs no empty batch, and works on after one', async () => {
    const h = harness(2);
    h.queue.push('a');
    h.unwanted.add('a');
    await h.turn();
    expect(h.batches).toEqual([]);
    h.queue.push('b');
    await h.turn();
    expect(h.batches).toEqual([['b']]);
  });
});
