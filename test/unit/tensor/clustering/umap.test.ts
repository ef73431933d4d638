import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import { hdbscan } from '../../../../src/tensor/clustering/hdbscan/hdbscan.js';
import type { NeighbourGraph } from '../../../../src/tensor/clustering/umap.js';
import { umapLayout } from '../../../../src/tensor/clustering/umap.js';
import { adjustedRandIndex } from './rand-index.js';

/** Points on three circles that know only neighbours on their own circle: the layout must pull the circles apart. */
function threeCircles(perCircle: number, k: number): NeighbourGraph {
  const points = perCircle * 3;
  const ids = new Int32Array(points * k);
  const distances = new Float32Array(points * k);
  for (let i = 0; i < points; i++) {
    const circle = Math.floor(i / perCircle);
    for (let n = 0; n < k; n++) {
      // 0, +1, −1, +2, −2, …
      const step = (n % 2 ? 1 : -1) * Math.ceil(n / 2);
      ids[i * k + n] = circle * perCircle + ((i + step + perCircle) % perCircle);
      distances[i * k + n] = Math.ceil(n / 2) * 0.1;
    }
  }
  return { k, ids, distances };
}
const options = (seed: number) => ({ dims: 5, epochs: 60, minDistance: 0, rng: seededRng(seed) });

describe('UMAP over given neighbours', () => {
  it('keeps groups apart that share no neighbour', async () => {
    const layout = await umapLayout(threeCircles(60, 10), options(1));
    expect([layout.rows, layout.cols]).toEqual([180, 5]);
    const { labels } = await hdbscan(layout, { minClusterSize: 30, minSamples: 3 });
    const kept = Array.from(labels.keys()).filter((i) => labels[i] !== -1);
    expect(kept.length).toBeGreaterThan(150);
    const circle = kept.map((i) => Math.floor(i / 60));
    expect(
      adjustedRandIndex(
        kept.map((i) => labels[i] as number),
        circle,
      ),
    ).toBe(1);
  });

  it('gives the same layout from the same seed and another from another', async () => {
    const graph = threeCircles(20, 6);
    const layout = await umapLayout(graph, options(1));
    expect(await umapLayout(graph, options(1))).toEqual(layout);
    expect((await umapLayout(graph, options(2))).data).not.toEqual(layout.data);
    expect(layout.data.every(Number.isFinite)).toBe(true);
  });

  it('stays finite for points that all coincide', async () => {
    const graph = threeCircles(10, 4);
    const layout = await umapLayout({ ...graph, distances: graph.distances.fill(0) }, options(1));
    expect(layout.data.every(Number.isFinite)).toBe(true);
  });

  it('is cut short by its signal and needs more points than neighbours', async () => {
    const stop = new AbortController();
    const onEpoch = () => stop.abort();
    const graph = threeCircles(20, 6);
    await expect(umapLayout(graph, { ...options(1), signal: stop.signal, onEpoch })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    const tiny = { k: 4, ids: new Int32Array(16), distances: new Float32Array(16) };
    await expect(umapLayout(tiny, options(1))).rejects.toThrow(RangeError);
  });
});
