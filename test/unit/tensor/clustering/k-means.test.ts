import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { matrix, row } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import { kMeans } from '../../../../src/tensor/clustering/k-means.js';

const points = (...rows: readonly (readonly number[])[]): Matrix =>
  matrix(rows.length, rows[0]?.length ?? 0, Float32Array.from(rows.flat()));
const run = (vectors: Matrix, k: number, seed = 1, more = {}) => kMeans(vectors, k, { rng: seededRng(seed), ...more });

/** Least inertia of any partition into k groups, by trying all of them. */
function bestInertia(vectors: Matrix, k: number): number {
  const groups = new Array<number>(vectors.rows).fill(0);
  let best = Number.POSITIVE_INFINITY;
  for (let code = 0; code < k ** vectors.rows; code++) {
    groups.forEach((_, i) => (groups[i] = Math.floor(code / k ** i) % k));
    let inertia = 0;
    for (let g = 0; g < k; g++) {
      const members = [...groups.keys()].filter((i) => groups[i] === g).map((i) => row(vectors, i));
      for (let c = 0; c < vectors.cols; c++) {
        const mean = members.reduce((s, v) => s + (v[c] as number), 0) / members.length;
        for (const v of members) inertia += ((v[c] as number) - mean) ** 2;
      }
    }
    best = Math.min(best, inertia);
  }
  return best;
}

/** Three groups of `size` vectors around distant centres. */
function blobs(size: number, cols: number, seed: number): { vectors: Matrix; group: number[] } {
  const rng = seededRng(seed);
  const centres = Array.from({ length: 3 }, () => Array.from({ length: cols }, () => rng.normal() * 10));
  const group = Array.from({ length: 3 * size }, (_, i) => i % 3);
  return { vectors: points(...group.map((g) => (centres[g] as number[]).map((x) => x + rng.normal()))), group };
}

describe('kMeans', () => {
  it('finds the least inertia of all partitions of a few points', async () => {
    const rng = seededRng(4);
    for (let trial = 0; trial < 5; trial++) {
      const vectors = points(...Array.from({ length: 7 }, () => [rng.normal(), rng.normal()]));
      const { inertia } = await run(vectors, 3, trial, { restarts: 20 });
      expect(inertia).toBeCloseTo(bestInertia(vectors, 3), 5);
    }
  });

  it('recovers groups that are far apart, with their means', async () => {
    const { vectors, group } = blobs(50, 5, 2);
    const { centres, assignment } = await run(vectors, 3, 7, { restarts: 3 });
    const names = new Map(group.map((g, i) => [g, assignment[i]]));
    expect(new Set(names.values()).size).toBe(3);
    group.forEach((g, i) => expect(assignment[i]).toBe(names.get(g)));
    for (const [g, c] of names) {
      const members = group.flatMap((h, i) => (h === g ? [row(vectors, i)] : []));
      const mean = members.reduce((s, v) => s + (v[0] as number), 0) / members.length;
      expect(row(centres, c as number)[0]).toBeCloseTo(mean, 4);
    }
  });

  it('ends with every vector at its nearest centre, and the inertia that follows', async () => {
    const { vectors } = blobs(30, 4, 3);
    for (const maxIterations of [0, 1, 100]) {
      const { centres, assignment, inertia } = await run(vectors, 6, 5, { maxIterations });
      let sum = 0;
      assignment.forEach((own, i) => {
        const to = (c: number) => row(centres, c).reduce((s, x, d) => s + (x - (row(vectors, i)[d] as number)) ** 2, 0);
        for (let c = 0; c < 6; c++) expect(to(own)).toBeLessThanOrEqual(to(c) + 1e-3);
        sum += to(own);
      });
      expect(inertia).toBeCloseTo(sum, 1);
    }
  });

  it('never raises the inertia from one pass to the next', async () => {
    const seen: number[] = [];
    await run(blobs(40, 3, 6).vectors, 8, 1, { onIteration: (_: number, inertia: number) => seen.push(inertia) });
    expect(seen.length).toBeGreaterThan(2);
    seen.slice(1).forEach((now, i) => expect(now).toBeLessThanOrEqual((seen[i] as number) * (1 + 1e-9)));
  });

  it('gives the same bits for the same seed', async () => {
    const { vectors } = blobs(40, 3, 6);
    expect(await run(vectors, 9, 3)).toEqual(await run(vectors, 9, 3));
  });

  it('takes one cluster, as many as vectors, equal vectors and large ones', async () => {
    const vectors = points([1, 2], [3, 4], [5, 0]);
    expect([...(await run(vectors, 1)).centres.data]).toEqual([3, 2]);
    expect((await run(vectors, 3)).inertia).toBeCloseTo(0, 10);
    const equal = await run(points([2, 2], [2, 2], [2, 2]), 2);
    expect([...equal.assignment]).toEqual([0, 0, 0]);
    expect(equal.inertia).toBe(0);
    const large = await run(points([1e4, 1e4], [1e4, 1e4 + 10], [-1e4, 0]), 2);
    expect(large.assignment[0]).toBe(large.assignment[1]);
    expect([...large.centres.data].every(Number.isFinite)).toBe(true);
  });

  it('refuses a k that does not fit and stops when cancelled', async () => {
    for (const k of [0, 4, 1.5]) await expect(run(points([1], [2], [3]), k)).rejects.toThrow(RangeError);
    const stop = new AbortController();
    const cancelled = run(blobs(2000, 30, 1).vectors, 40, 1, {
      signal: stop.signal,
      onIteration: () => stop.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
