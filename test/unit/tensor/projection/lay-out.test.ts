import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { LayoutMethod } from '../../../../src/tensor/projection/lay-out.js';
import { layOut } from '../../../../src/tensor/projection/lay-out.js';

const METHODS: readonly LayoutMethod[] = ['PCA', 'UMAP'];
const CLUSTERS = 4;

/** Points of four clusters of 12 dimensions, point i in cluster i % 4. */
function clustered(points: number): Matrix {
  const rng = seededRng(9);
  const centres = Array.from({ length: CLUSTERS }, () => Float64Array.from({ length: 12 }, () => 4 * rng.normal()));
  return matrix(
    points,
    12,
    Float32Array.from({ length: points * 12 }, (_, i) => {
      const centre = centres[Math.floor(i / 12) % CLUSTERS] as Float64Array;
      return (centre[i % 12] as number) + rng.normal();
    }),
  );
}
const first = (n: number) => Uint32Array.from({ length: n }, (_, i) => i);
const task = (method: LayoutMethod, vectors: Matrix, sampled: number, seed = 3) => ({
  method,
  vectors,
  sample: first(sampled),
  seed,
});

/** Share of points whose nearest other point on the layout is of their cluster. */
function neighbourOfOwn({ rows, data }: Matrix): number {
  let own = 0;
  for (let i = 0; i < rows; i++) {
    let [nearest, least] = [-1, Infinity];
    for (let j = 0; j < rows; j++) {
      const d = Math.hypot(
        (data[2 * i] as number) - (data[2 * j] as number),
        (data[2 * i + 1] as number) - (data[2 * j + 1] as number),
      );
      if (i !== j && d < least) [nearest, least] = [j, d];
    }
    if (nearest % CLUSTERS === i % CLUSTERS) own++;
  }
  return own / rows;
}

describe.each(METHODS)('a layout by %s', (method) => {
  const vectors = clustered(240);

  it('keeps separate clusters separate, those placed beside the sample too', async () => {
    const { places, trustworthiness } = await layOut(task(method, vectors, 120));
    expect(neighbourOfOwn(places)).toBe(1);
    expect(trustworthiness).toBeGreaterThan(0.9);
  });

  it('fills the square from −1 to 1 and is the same for the same seed', async () => {
    const { places } = await layOut(task(method, vectors, 120));
    expect((await layOut(task(method, vectors, 120))).places).toEqual(places);
    expect(places.data.every((x) => Math.abs(x) <= 1 + 1e-6)).toBe(true);
    const wide = [0, 1].map((d) => {
      const of = places.data.filter((_, i) => i % 2 === d);
      return Math.max(...of) - Math.min(...of);
    });
    expect(Math.max(...wide)).toBeCloseTo(2, 5);
  });

  it('stays finite for points that coincide or differ in nothing', async () => {
    const twice = matrix(120, 12);
    for (let r = 0; r < 120; r++) twice.data.set(vectors.data.subarray(0, 12 * (1 + (r % 2))).slice(-12), r * 12);
    for (const points of [twice, matrix(120, 12)]) {
      const { places } = await layOut(task(method, points, 60));
      expect(places.data.every(Number.isFinite)).toBe(true);
    }
  });

  it('is cut short by its signal', async () => {
    await expect(layOut(task(method, vectors, 120), AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('a layout', () => {
  it('by UMAP keeps neighbours better than by PCA, and needs 50 points', async () => {
    // A roll: its two ends come close on any plane that PCA can choose.
    const rng = seededRng(5);
    const roll = matrix(400, 3);
    for (let i = 0; i < 400; i++) {
      const turn = 1.5 * Math.PI * (1 + 2 * rng.uniform());
      roll.data.set([turn * Math.cos(turn), 10 * rng.uniform(), turn * Math.sin(turn)], 3 * i);
    }
    const [pca, umap] = await Promise.all(METHODS.map((method) => layOut(task(method, roll, 300))));
    expect(umap?.trustworthiness as number).toBeGreaterThan((pca?.trustworthiness as number) + 0.02);
    await expect(layOut(task('UMAP', roll, 49))).rejects.toThrow(RangeError);
  });

  it('of one point puts it in the middle, and says nothing of its neighbours', async () => {
    const { places, trustworthiness } = await layOut(task('PCA', matrix(1, 3, Float32Array.of(1, 2, 3)), 1));
    expect([...places.data, trustworthiness]).toEqual([0, 0, null]);
  });
});
