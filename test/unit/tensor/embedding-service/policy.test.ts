import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import { Lane } from '../../../../src/tensor/embedding-service/lane.js';
import type { BatchRules } from '../../../../src/tensor/embedding-service/policy.js';
import { chooseBatch } from '../../../../src/tensor/embedding-service/policy.js';

describe('which texts make a batch', () => {
  it('takes the oldest in order where nothing is padded', () => {
    const rules: BatchRules = { texts: 3, tokens: 100, pads: false };
    expect(chooseBatch([10, 90, 10, 10], rules)).toEqual([0, 1]);
    expect(chooseBatch([1, 1, 1, 1], rules)).toEqual([0, 1, 2]);
    expect(chooseBatch([500, 1], rules)).toEqual([0]);
  });

  it('takes those nearest to the oldest in length where shorter ones are padded', () => {
    const rules: BatchRules = { texts: 3, tokens: 1000, pads: true };
    expect(chooseBatch([50, 400, 52, 49, 60, 10], rules)).toEqual([0, 2, 3]);
    // A long one alone would make all others as long.
    expect(chooseBatch([10, 512, 11, 12], rules)).toEqual([0, 2, 3]);
  });

  it('lets an oversized oldest text go alone', () => {
    expect(chooseBatch([5000, 5000, 10], { texts: 10, tokens: 1000, pads: true })).toEqual([0]);
  });

  it('holds its limits, its padding and the oldest for any lengths', () => {
    const rng = seededRng(7);
    for (let round = 0; round < 500; round++) {
      const sizes = Array.from({ length: 1 + rng.integer(60) }, () => 3 + rng.integer(512));
      const rules: BatchRules = {
        texts: 1 + rng.integer(32),
        tokens: 64 + rng.integer(4000),
        pads: rng.uniform() < 0.7,
      };
      const batch = chooseBatch(sizes, rules);
      expect(batch[0]).toBe(0);
      expect(batch).toEqual([...new Set(batch)].sort((a, b) => a - b));
      expect(batch.length).toBeLessThanOrEqual(rules.texts);
      const tokens = batch.map((i) => sizes[i] as number);
      const sum = tokens.reduce((a, b) => a + b, 0);
      const padded = Math.max(...tokens) * batch.length;
      if (batch.length === 1) continue;
      expect(rules.pads ? padded : sum).toBeLessThanOrEqual(rules.tokens);
      if (rules.pads) expect(padded - sum).toBeLessThanOrEqual(rules.tokens / 32);
    }
  });

  it('wastes less than half of what batches in the order of arrival waste', () => {
    const rng = seededRng(3);
    // Log-normal lengths, as those of real queries.
    const sizes = Array.from({ length: 2000 }, () => Math.round(Math.exp(3.5 + 0.9 * rng.normal()) + 3));
    const useful = sizes.reduce((a, b) => a + b, 0);
    const paddedWith = (take: (waiting: number[]) => number[]): number => {
      let padded = 0;
      for (let waiting = sizes; waiting.length > 0;) {
        const chosen = new Set(take(waiting.slice(0, 256)));
        padded += chosen.size * Math.max(...[...chosen].map((i) => waiting[i] as number));
        waiting = waiting.filter((_, i) => !chosen.has(i));
      }
      return padded - useful;
    };
    const sorted = paddedWith((waiting) => chooseBatch(waiting, { texts: 32, tokens: 8192, pads: true }));
    const inOrder = paddedWith((waiting) => chooseBatch(waiting, { texts: 32, tokens: 8192, pads: false }));
    expect(sorted).toBeLessThan(inOrder / 2);
  });
});

describe('a lane of waiting items', () => {
  const item = (tokens: number) => ({ tokens });

  it('keeps count of what waits, and drops what nobody wants', () => {
    const gone = new Set<object>();
    const lane = new Lane({ texts: 2, tokens: 100, pads: true }, (one: { tokens: number }) => !gone.has(one));
    const items = [item(10), item(11), item(90), item(12)] as const;
    for (const one of items) lane.push(one);
    expect([lane.length, lane.tokens]).toEqual([4, 123]);
    gone.add(items[1]);
    expect(lane.take()).toEqual([items[0], items[3]]);
    expect([lane.length, lane.tokens]).toEqual([1, 90]);
    gone.add(items[2]);
    lane.sweep();
    expect([lane.length, lane.tokens]).toEqual([0, 0]);
    expect(lane.take()).toEqual([]);
  });

  it('gives every item out once, whatever the lengths', () => {
    const rng = seededRng(11);
    const lane = new Lane({ texts: 8, tokens: 600, pads: true }, () => true);
    const items = Array.from({ length: 300 }, () => item(3 + rng.integer(500)));
    for (const one of items) lane.push(one);
    const taken: object[] = [];
    while (lane.length > 0) taken.push(...lane.take());
    expect(taken).toHaveLength(300);
    expect(new Set(taken)).toEqual(new Set(items));
    expect(lane.tokens).toBe(0);
  });
});
