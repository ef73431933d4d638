import { describe, expect, it } from 'vitest';
import { MatrixBuilder } from '../../../../src/data/matrix-builder.js';
import { llmId } from '../../../../src/domain/ids.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import { placeOf, refitSplit } from '../../../../src/jobs/refit/split.js';

function queries(count: number) {
  const builder = new MatrixBuilder();
  const more = { task: null, llm: llmId('a'), performance: 1, cost: null, inputTokens: null, outputTokens: null };
  for (let i = 0; i < count; i++) builder.add({ text: `query ${i}`, ...more });
  return builder.build();
}
const all = queries(5000);
const idsOf = (rows: readonly number[], of = all) => rows.map((q) => of.queries[q]?.id as string);

describe('the split of a refit', () => {
  it('holds out about the share, and every query is on one side', () => {
    const { train, heldOut } = refitSplit(all, 0.1);
    // Binomial: four standard deviations.
    expect(Math.abs(heldOut.length - 500)).toBeLessThan(4 * Math.sqrt(5000 * 0.1 * 0.9));
    expect([...train, ...heldOut].sort((a, b) => a - b)).toEqual([...all.queries.keys()]);
  });

  it('holds out the same queries whatever else is stored', () => {
    const few = takeQueries(
      all,
      Array.from({ length: 1000 }, (_, i) => 4999 - 3 * i),
    );
    const before = new Set(idsOf(refitSplit(few, 0.2).heldOut, few));
    const later = new Set(idsOf(refitSplit(all, 0.2).heldOut));
    for (const { id } of few.queries) expect(later.has(id)).toBe(before.has(id));
  });

  it('holds out what a smaller share does, and more; another seed holds out others', () => {
    const [small, large] = [refitSplit(all, 0.1), refitSplit(all, 0.3)];
    const more = new Set(large.heldOut);
    expect(small.heldOut.every((q) => more.has(q))).toBe(true);
    const other = new Set(refitSplit(all, 0.1, 1).heldOut);
    expect(small.heldOut.filter((q) => other.has(q)).length).toBeLessThan(small.heldOut.length / 2);
  });

  it('is spread evenly over ids', () => {
    const deciles = new Array<number>(10).fill(0);
    for (const { id } of all.queries) deciles[Math.floor(10 * placeOf(id, 0))]!++;
    const chi2 = deciles.reduce((sum, n) => sum + (n - 500) ** 2 / 500, 0);
    // 99.9 % of χ² with 9 degrees of freedom.
    expect(chi2).toBeLessThan(27.88);
  });

  it.each([0, -0.1, 0.51, Number.NaN])('refuses a share of %d', (share) => {
    expect(() => refitSplit(all, share)).toThrow(RangeError);
  });
});
