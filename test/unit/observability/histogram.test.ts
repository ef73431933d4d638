import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DurationHistogram, HistogramFamily } from '../../../src/observability/histogram.js';

describe('DurationHistogram', () => {
  it('counts what does not pass each edge, as one who counts anew would', () => {
    const edges = [0.001, 0.01, 0.1];
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (seconds) => {
        const histogram = new DurationHistogram(edges);
        seconds.forEach((s) => histogram.observe(s));
        const { upTo, sum } = histogram.read();
        expect(upTo).toEqual([...edges.map((edge) => seconds.filter((s) => s <= edge).length), seconds.length]);
        expect(sum).toBeCloseTo(seconds.reduce((a, b) => a + b, 0));
      }),
    );
  });
});

describe('HistogramFamily', () => {
  it('keeps a histogram for each key', () => {
    const family = new HistogramFamily<'route'>([1]);
    for (const route of ['a', 'b', 'a']) family.observe(route, 0.5, () => ({ route }));
    const counts = [...family.members()].map(({ labels, of }) => [labels.route, of.read().upTo.at(-1)]);
    expect(counts).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});
