import { describe, expect, it } from 'vitest';
import { BatchQueue } from '../../../../src/tensor/embedding-service/batch-queue.js';
import { ManualTiming } from '../../../fixtures/manual-timing.js';

interface Item {
  readonly name: string;
  readonly tokens: number;
}

/** A queue whose clock is the test: `turn` ends the turn, `finish` ends the batch that has run longest, after some time. */
function harness({ texts = 10, tokens = 1000, pads = false, parallel = 1, waitMs = 0 } = {}) {
  const timing = new ManualTiming();
  const batches: string[][] = [];
  const ends: (() => void)[] = [];
  const answered: string[] = [];
  const unwanted = new Set<string>();
  const queue = new BatchQueue<Item>({
    rules: { texts, tokens, pads },
    parallel,
    waitMs,
    timing,
    wanted: (item) => !unwanted.has(item.name),
    run: (items) => {
      const names = items.map(({ name }) => name);
      batches.push(names);
      return new Promise((resolve) => ends.push(() => resolve(() => void answered.push(...names))));
    },
  });
  return {
    queue,
    timing,
    batches,
    answered,
    unwanted,
    push: (names: string, background = false) => {
      for (const name of names) queue.push({ name, tokens: 10 }, background);
    },
    async finish(afterMs = 0) {
      await timing.pass(afterMs);
      ends.shift()?.();
      await timing.turn();
    },
  };
}

describe('batch queue', () => {
  it('plans one batch for everything that comes in one turn', async () => {
    const h = harness();
    h.push('abc');
    expect(h.timing.planned).toBe(1);
    expect(h.batches).toEqual([]);
    await h.timing.turn();
    expect(h.batches).toEqual([['a', 'b', 'c']]);
    expect(h.queue).toMatchObject({ running: 1, waiting: { interactive: 0, background: 0 } });
  });

  it('gathers newcomers while a batch runs, and starts them when it has ended', async () => {
    const h = harness();
    h.push('a');
    await h.timing.turn();
    h.push('bc');
    expect(h.timing.planned).toBe(0);
    expect(h.queue.waiting.interactive).toBe(2);
    await h.finish();
    expect(h.batches).toEqual([['a'], ['b', 'c']]);
  });

  it('splits what is more than one batch, oldest first, and by tokens too', async () => {
    const byTexts = harness({ texts: 2 });
    byTexts.push('abcde');
    await byTexts.timing.turn();
    for (let i = 0; i < 3; i++) await byTexts.finish();
    expect(byTexts.batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(byTexts.timing.planned).toBe(0);
    const byTokens = harness({ tokens: 35 });
    byTokens.push('abcd');
    await byTokens.timing.turn();
    await byTokens.finish();
    expect(byTokens.batches).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('fills a batch past the items that nobody wants any more, and runs no empty one', async () => {
    const h = harness({ texts: 2 });
    h.push('abc');
    h.unwanted.add('a');
    await h.timing.turn();
    expect(h.batches).toEqual([['b', 'c']]);
    await h.finish();
    h.push('d');
    h.unwanted.add('d');
    await h.timing.turn();
    h.push('e');
    await h.timing.turn();
    expect(h.batches).toEqual([['b', 'c'], ['e']]);
  });

  it('drops unwanted items at once when it is swept', () => {
    const h = harness();
    h.push('abc');
    h.push('xy', true);
    h.unwanted.add('b').add('x');
    h.queue.sweep();
    expect(h.queue.waiting).toEqual({ interactive: 2, background: 1 });
  });

  it('runs as many batches at a time as the embedder serves', async () => {
    const h = harness({ texts: 1, parallel: 3 });
    h.push('abcde');
    await h.timing.turn();
    expect(h.batches).toEqual([['a'], ['b'], ['c']]);
    await h.finish();
    expect(h.batches).toHaveLength(4);
    expect(h.queue.running).toBe(3);
  });
});

describe('batch queue, waiting for more', () => {
  it('never waits when idle', async () => {
    const h = harness({ waitMs: 1000 });
    h.push('a');
    await h.timing.turn();
    expect(h.batches).toEqual([['a']]);
    expect(h.timing.alarms).toEqual([]);
  });

  it('waits a quarter of the last batch at most, for as many as made the recent batches', async () => {
    const h = harness({ waitMs: 1000 });
    h.push('abcd');
    await h.timing.turn();
    h.push('e');
    await h.finish(40);
    // Four were answered and may ask again; one waits.
    expect(h.timing.alarms).toEqual([50]);
    h.push('fg');
    await h.timing.turn();
    expect(h.batches).toHaveLength(1);
    h.push('h');
    await h.timing.turn();
    expect(h.batches).toEqual([
      ['a', 'b', 'c', 'd'],
      ['e', 'f', 'g', 'h'],
    ]);
    expect(h.timing.alarms).toEqual([]);
  });

  it('starts with those that have come when the time is up', async () => {
    const h = harness({ waitMs: 4 });
    h.push('abcd');
    await h.timing.turn();
    h.push('e');
    await h.finish(100);
    expect(h.timing.alarms).toEqual([104]);
    h.push('f');
    await h.timing.pass(3);
    expect(h.batches).toHaveLength(1);
    await h.timing.pass(1);
    expect(h.batches[1]).toEqual(['e', 'f']);
  });

  it('does not wait after a batch that took no time, nor for a full batch of tokens', async () => {
    const quick = harness({ waitMs: 1000 });
    quick.push('ab');
    await quick.timing.turn();
    quick.push('c');
    await quick.finish(3);
    expect(quick.batches).toHaveLength(2);
    const full = harness({ waitMs: 1000, tokens: 20, texts: 10 });
    full.push('a');
    await full.timing.turn();
    full.push('bc');
    await full.finish(100);
    expect(full.batches[1]).toEqual(['b', 'c']);
  });

  it('hands results out after it has looked who waits, so that who asks again is idle', async () => {
    const h = harness({ waitMs: 1000 });
    h.push('ab');
    await h.timing.turn();
    await h.finish(100);
    expect(h.answered).toEqual(['a', 'b']);
    h.push('c');
    await h.timing.turn();
    expect(h.timing.alarms).toEqual([]);
    expect(h.batches[1]).toEqual(['c']);
  });
});

describe('batch queue, background items', () => {
  it('lets interactive items go first, and does not mix them', async () => {
    const h = harness();
    h.push('xy', true);
    h.push('ab');
    await h.timing.turn();
    await h.finish();
    expect(h.batches).toEqual([
      ['a', 'b'],
      ['x', 'y'],
    ]);
  });

  it('has a turn for them after sixteen batches of others', async () => {
    const h = harness({ texts: 1 });
    h.push('x', true);
    h.push('a'.repeat(40));
    await h.timing.turn();
    for (let i = 0; i < 20; i++) await h.finish();
    expect(h.batches.findIndex(([name]) => name === 'x')).toBe(16);
  });

  it('keeps one of several calls free of them', async () => {
    const h = harness({ texts: 1, parallel: 3 });
    h.push('xyz', true);
    await h.timing.turn();
    expect(h.batches).toEqual([['x'], ['y']]);
    h.push('a');
    await h.timing.turn();
    expect(h.batches[2]).toEqual(['a']);
  });
});
