import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusteredVectors } from '../../../bench/lib/vectors.js';
import type { Matrix } from '../../../src/domain/matrix.js';
import { matrix, takeRows } from '../../../src/domain/matrix.js';
import type { BuildIndexOptions } from '../../../src/index/build-index.js';
import { availableEngines, buildIndex } from '../../../src/index/build-index.js';
import type { IndexEngine, Neighbours } from '../../../src/index/neighbour-index.js';
import golden from '../../fixtures/golden/neighbours.json' with { type: 'json' };

const here = await availableEngines();
const ENGINES: readonly IndexEngine[] = ['exact', 'faiss', 'usearch', 'faiss-node'];

const rowsOf = (n: readonly number[], cols: number): Matrix => matrix(n.length / cols, cols, Float32Array.from(n));
const similarities = (found: Neighbours, row: number): number[] => [
  ...found.similarity.subarray(row * found.k, (row + 1) * found.k),
];

/** Share of answers at least as near as the true k-th. */
function recall(truth: Neighbours, found: Neighbours): number {
  let hits = 0;
  for (let i = 0; i < found.ids.length; i++) {
    const kth = truth.similarity[Math.floor(i / truth.k) * truth.k + truth.k - 1] as number;
    if ((found.similarity[i] as number) >= kth) hits++;
  }
  return hits / found.ids.length;
}

for (const choice of ENGINES) {
  const missing = !here.includes(choice);
  const why = missing ? ` (skipped: ${choice} is not installed or not built here)` : '';
  describe.skipIf(missing)(`${choice} index${why}`, () => {
    const build = (vectors: Matrix, options: Partial<BuildIndexOptions> = {}) =>
      buildIndex(vectors, { choice, ...options });

    it('agrees with NumPy on vectors of all lengths', async () => {
      using index = await build(rowsOf(golden.vectors, golden.dims));
      const found = await index.search(rowsOf(golden.queries, golden.dims), golden.k);
      expect([...found.ids]).toEqual(golden.ids);
      for (const [i, s] of golden.similarity.entries()) expect(found.similarity[i]).toBeCloseTo(s, 5);
      expect(index).toMatchObject({ engine: choice, layout: 'Flat', size: 60, dims: 7 });
    });

    it('misses no neighbour in a flat layout', async () => {
      const vectors = clusteredVectors(1_500, 48, 'training');
      const queries = clusteredVectors(40, 48, 'queries');
      using oracle = await buildIndex(vectors, { choice: 'exact' });
      using index = await build(vectors, { layout: 'flat' });
      expect(recall(await oracle.search(queries, 5), await index.search(queries, 5))).toBe(1);
    });

    it('answers a query alone as in a batch', async () => {
      const vectors = clusteredVectors(2_500, 32, 'training');
      const queries = clusteredVectors(150, 32, 'queries');
      using index = await build(vectors);
      const batch = await index.search(queries, 7);
      for (let q = 0; q < queries.rows; q += 13) {
        const alone = await index.search(takeRows(queries, [q]), 7);
        expect([...alone.ids]).toEqual([...batch.ids.subarray(q * 7, q * 7 + 7)]);
        expect([...alone.similarity]).toEqual(similarities(batch, q));
      }
    });

    it('fills up with −1 and −Infinity where there are fewer than k', async () => {
      using index = await build(rowsOf([1, 0, 0, 1], 2));
      const found = await index.search(rowsOf([2, 1, -1, 0], 2), 4);
      expect([...found.ids]).toEqual([0, 1, -1, -1, 1, 0, -1, -1]);
      expect(similarities(found, 0)).toEqual([2, 1, -Infinity, -Infinity]);
    });

    it('answers with nothing when it is empty', async () => {
      using index = await build(matrix(0, 3));
      const found = await index.search(rowsOf([1, 2, 3], 3), 2);
      expect([...found.ids]).toEqual([-1, -1]);
      expect(index).toMatchObject({ engine: choice, size: 0 });
    });

    it('finds the only vector, and answers no query with no row', async () => {
      using index = await build(rowsOf([0.6, 0.8], 2));
      expect([...(await index.search(rowsOf([0, 1], 2), 1)).ids]).toEqual([0]);
      expect((await index.search(matrix(0, 2), 3)).ids).toHaveLength(0);
    });

    it('finds every copy of a repeated vector, lower rows first', async () => {
      using index = await build(rowsOf([0, 1, 1, 0, 0, 1, 0, 1], 2));
      const found = await index.search(rowsOf([0, 1], 2), 4);
      expect([...found.ids]).toEqual([0, 2, 3, 1]);
    });

    it('ranks a zero vector by its product, in any layout', async () => {
      const vectors = clusteredVectors(2_200, 16, 'training');
      vectors.data.fill(0, 5 * 16, 6 * 16);
      const opposite = matrix(
        1,
        16,
        Float32Array.from(vectors.data.subarray(0, 16), (v) => -v),
      );
      for (const layout of ['flat', 'hnsw'] as const) {
        using index = await build(vectors, { layout });
        const found = await index.search(opposite, 1);
        expect(found.similarity[0]).toBeGreaterThanOrEqual(0);
        const zero = await index.search(matrix(1, 16), 3);
        expect(similarities(zero, 0)).toEqual([0, 0, 0]);
      }
    });

    it('refuses wrong lengths, k below 1, NaN and Infinity', async () => {
      using index = await build(rowsOf([1, 0, 0, 1], 2));
      await expect(index.search(matrix(1, 3), 1)).rejects.toThrow(/vectors of 2 numbers, the query has 3/);
      await expect(index.search(matrix(1, 2), 0)).rejects.toThrow(/k must be/);
      await expect(index.search(matrix(1, 2), 1.5)).rejects.toThrow(/k must be/);
      await expect(index.search(rowsOf([1, Number.NaN], 2), 1)).rejects.toThrow(/query 0 holds NaN at 1/);
      await expect(build(rowsOf([1, 2, Number.POSITIVE_INFINITY, 0], 2))).rejects.toThrow(/vector 1 holds Infinity/);
    });

    it('answers 400 searches at once, each its own', async () => {
      const vectors = clusteredVectors(2_500, 24, 'training');
      using index = await build(vectors);
      const all = await Promise.all(
        Array.from({ length: 400 }, async (_, i) => {
          const rows = Array.from({ length: 1 + (i % 9) }, (__, j) => (i * 31 + j * 7) % vectors.rows);
          const found = await index.search(takeRows(vectors, rows), 3);
          return rows.filter((id, r) => !found.ids.subarray(r * 3, r * 3 + 3).includes(id)).length;
        }),
      );
      // A vector is its own nearest neighbour; a graph may miss a few, a mixed-up answer would miss nearly all.
      expect(all.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(20);
    });

    it('refuses use after disposal, and lets a running search end', async () => {
      const vectors = clusteredVectors(2_500, 24, 'training');
      const index = await build(vectors);
      const running = index.search(vectors, 2);
      index[Symbol.dispose]();
      index[Symbol.dispose]();
      expect((await running).ids).toHaveLength(5_000);
      await expect(index.search(vectors, 2)).rejects.toThrow(/disposed/);
    });
  });
}

for (const choice of ['faiss', 'usearch'] as const) {
  const missing = !here.includes(choice);
  describe.skipIf(missing)(`graph of ${choice}${missing ? ' (skipped: not built here)' : ''}`, () => {
    const vectors = clusteredVectors(6_000, 64, 'training');
    const queries = clusteredVectors(100, 64, 'queries');
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'theta-graph-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    it('keeps a recall@5 of .97 and a recall@100 of .95 on clustered vectors', async () => {
      using oracle = await buildIndex(vectors, { choice: 'exact' });
      using index = await buildIndex(vectors, { choice });
      expect(index.layout).toBe('HNSW16');
      for (const [k, least] of [
        [5, 0.97],
        [100, 0.95],
      ] as const) {
        expect(recall(await oracle.search(queries, k), await index.search(queries, k))).toBeGreaterThanOrEqual(least);
      }
    });

    it('answers the same from a saved graph, and mends a damaged one', async () => {
      using built = await buildIndex(vectors, { choice, snapshotFolder: folder });
      const expected = await built.search(queries, 5);
      const [name = ''] = await readdir(folder);
      const bytes = await readFile(join(folder, name));
      using loaded = await buildIndex(vectors, { choice, snapshotFolder: folder });
      expect(await loaded.search(queries, 5)).toEqual(expected);

      await writeFile(join(folder, name), bytes.subarray(0, bytes.length >> 1));
      using mended = await buildIndex(vectors, { choice, snapshotFolder: folder });
      expect(await mended.search(queries, 5)).toEqual(expected);
      expect(bytes.equals(await readFile(join(folder, name)))).toBe(true);
    });

    it('builds where the folder cannot be written', async () => {
      const file = join(folder, 'a-file');
      await writeFile(file, '');
      using index = await buildIndex(vectors, { choice, snapshotFolder: join(file, 'below') });
      expect(index.size).toBe(6_000);
    });

    it('stops building on the signal', async () => {
      const stop = AbortSignal.abort();
      await expect(buildIndex(vectors, { choice, signal: stop })).rejects.toMatchObject({ code: 'CANCELLED' });
    });
  });
}

describe('choice of the engine', () => {
  it('takes the first that starts for auto', async () => {
    using index = await buildIndex(matrix(1, 1), { choice: 'auto' });
    expect(index.engine).toBe(here[0]);
  });

  it.skipIf(here.includes('faiss-node'))('says how to get faiss-node when it is named and missing', async () => {
    await expect(buildIndex(matrix(1, 1), { choice: 'faiss-node' })).rejects.toMatchObject({
      code: 'INDEX_UNAVAILABLE',
      hint: expect.stringContaining('npm install faiss-node@0.5.1') as string,
    });
  });

  it('never takes faiss-node by itself', () => {
    expect(here.indexOf('exact')).toBeGreaterThanOrEqual(0);
    expect(here.slice(0, here.indexOf('exact') + 1)).not.toContain('faiss-node');
  });
});
