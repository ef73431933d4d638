import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import { dot, matrix, normaliseRows, row } from '../../../src/domain/matrix.js';
import { seededRng } from '../../../src/domain/random.js';
import { buildIndex } from '../../../src/index/build-index.js';
import { ownSimilarities, supportOf } from '../../../src/routing/explain/support.js';
import type { RouterSet } from '../../../src/routing/router-set.js';
import type { Neighbour } from '../../../src/routing/types.js';

const A = llmId('a');
const ROWS = 400;
const rng = seededRng(4);
const vectors = normaliseRows(matrix(ROWS, 6, Float32Array.from({ length: 6 * ROWS }, rng.normal)));
const index = await buildIndex(vectors, { choice: 'exact', layout: 'flat' });
const set = { reference: { vectors }, index } as unknown as RouterSet;
const neighbour = (similarity: number, llms: readonly string[] = []): Neighbour => ({
  queryId: 'q',
  text: null,
  task: null,
  similarity,
  performance: new Map(llms.map((llm) => [llmId(llm), 1])),
});

describe('support of a query by the training queries', () => {
  it('tells similarities and observations of the neighbours', () => {
    const near = [neighbour(0.9, ['a', 'b']), neighbour(0.7, ['b']), neighbour(0.5, ['a'])];
    const support = supportOf(near, A, Float32Array.of(0.8, 0.95));
    expect(support).toMatchObject({ nearestSimilarity: 0.9, observations: 2, percentile: 0.5, level: 'GOOD' });
    expect(support?.meanSimilarity).toBeCloseTo(0.7, 12);
  });

  it('compares with the training queries as brute force does, each without itself', async () => {
    const nearestOther = Array.from({ length: ROWS }, (_, i) => {
      let best = -1;
      for (let j = 0; j < ROWS; j++) if (j !== i) best = Math.max(best, dot(row(vectors, i), row(vectors, j)));
      return best;
    });
    const own = await ownSimilarities(set);
    expect(own).toEqual(own.slice().sort());
    for (const similarity of [0.5, 0.8, 0.9, 0.95]) {
      const share = nearestOther.filter((value) => value < similarity).length / ROWS;
      const { percentile } = supportOf([neighbour(similarity)], A, own) ?? { percentile: Number.NaN };
      // A sample of 256: three standard deviations.
      expect(Math.abs(percentile - share)).toBeLessThan(3 * Math.sqrt((share * (1 - share)) / 256) + 1e-9);
    }
  });

  it('is poor for the strangest and good for the familiar, with the levels at .05 and .25', () => {
    const own = Float32Array.from({ length: 100 }, (_, i) => i / 100);
    const levels = [-1, 0.045, 0.05, 0.245, 0.25, 1].map((s) => supportOf([neighbour(s)], A, own)?.level);
    expect(levels).toEqual(['POOR', 'FAIR', 'FAIR', 'GOOD', 'GOOD', 'GOOD']);
  });

  it('is null without neighbours, and without training queries to compare with', () => {
    expect(supportOf([], A, Float32Array.of(0.5))).toBeNull();
    expect(supportOf([neighbour(0.5)], A, new Float32Array(0))).toBeNull();
  });
});
