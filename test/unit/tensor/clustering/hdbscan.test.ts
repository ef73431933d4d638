import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import { condense } from '../../../../src/tensor/clustering/hdbscan/condensed-tree.js';
import { coreDistances } from '../../../../src/tensor/clustering/hdbscan/core-distances.js';
import { dendrogram } from '../../../../src/tensor/clustering/hdbscan/dendrogram.js';
import { hdbscan } from '../../../../src/tensor/clustering/hdbscan/hdbscan.js';
import { selectClusters } from '../../../../src/tensor/clustering/hdbscan/select-clusters.js';
import { spanningTree } from '../../../../src/tensor/clustering/hdbscan/spanning-tree.js';
import { nearestLabelled } from '../../../../src/tensor/clustering/nearest-labelled.js';
import { adjustedRandIndex } from './rand-index.js';

interface Golden {
  readonly name: string;
  readonly dims: number;
  readonly points: readonly number[];
  readonly minClusterSize: number;
  readonly minSamples: number;
  readonly labels: readonly number[];
  readonly probabilities: readonly number[];
  readonly eps: number;
  readonly coreComponents: readonly number[];
}
const golden = JSON.parse(
  readFileSync(new URL('../../../fixtures/golden/hdbscan.json', import.meta.url), 'utf8'),
) as readonly Golden[];
const pointsOf = ({ dims, points }: Golden): Matrix => matrix(points.length / dims, dims, Float32Array.from(points));
const line = (...xs: number[]): Matrix => matrix(xs.length, 1, Float32Array.from(xs));

/** Labels in the order of first appearance, so that equal partitions are equal lists. */
const renumbered = (labels: ArrayLike<number>): number[] => {
  const numbers = new Map<number, number>([[-1, -1]]);
  return Array.from(labels, (label) => {
    if (!numbers.has(label)) numbers.set(label, numbers.size - 1);
    return numbers.get(label) as number;
  });
};

describe.each(golden)('HDBSCAN against scikit-learn: $name', (expected) => {
  it('finds the same clusters and noise', async () => {
    const found = await hdbscan(pointsOf(expected), expected);
    expect([...found.labels]).toEqual(renumbered(expected.labels));
    expect(found.clusters).toBe(Math.max(...expected.labels) + 1);
  });

  it('gives each point the same probability', async () => {
    const { probabilities } = await hdbscan(pointsOf(expected), expected);
    probabilities.forEach((p, i) => expect(p).toBeCloseTo(expected.probabilities[i] as number, 5));
  });

  it('its spanning tree, cut at ε, gives the core components of DBSCAN', async () => {
    const points = pointsOf(expected);
    const core = await coreDistances(points, expected.minSamples);
    const tree = await spanningTree(points, core);
    const component = Array.from({ length: points.rows }, (_, i) => i);
    const find = (i: number): number => (component[i] === i ? i : find(component[i] as number));
    tree.distance.forEach((distance, e) => {
      if (distance <= expected.eps) component[find(tree.from[e] as number)] = find(tree.to[e] as number);
    });
    const cut = component.map((_, i) => (Math.sqrt(core[i] as number) <= expected.eps ? find(i) : -1));
    expect(renumbered(cut)).toEqual(renumbered(expected.coreComponents));
  });
});

describe('HDBSCAN by hand', () => {
  // Two runs of points a step of 1 apart, 10 between them. With k = 1 every core distance is 1 and every edge its length.
  const points = line(0, 1, 2, 12, 13, 14, 15);

  it('builds the tree that a pencil gives', async () => {
    const core = await coreDistances(points, 1);
    expect([...core]).toEqual([1, 1, 1, 1, 1, 1, 1]);
    const tree = await spanningTree(points, core);
    expect([...tree.distance].sort((x, y) => x - y)).toEqual([1, 1, 1, 1, 1, 10]);
    const condensed = condense(dendrogram(tree), 3);
    // The root lives from λ = 0 until it splits at 1/10; both children from there until their points leave at λ = 1.
    expect(condensed.parent).toEqual([-1, 0, 0]);
    expect(condensed.stability[0]).toBeCloseTo(7 * 0.1, 12);
    expect([...condensed.stability.slice(1)].sort()).toEqual([
      expect.closeTo(3 * 0.9, 12),
      expect.closeTo(4 * 0.9, 12),
    ]);
    expect([...selectClusters(condensed)]).toEqual([-1, 1, 2]);
    const { labels, probabilities, clusters } = await hdbscan(points, { minClusterSize: 3, minSamples: 1 });
    expect([clusters, ...labels]).toEqual([2, 0, 0, 0, 1, 1, 1, 1]);
    expect([...probabilities]).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('keeps a parent that outlives its children, and the children that outlive it', () => {
    const tree = (stability: number[]) => ({
      parent: [-1, 0, 0, 1, 1],
      stability,
      death: [],
      clusterOf: new Int32Array(),
      lambdaOf: new Float64Array(),
    });
    expect([...selectClusters(tree([9, 5, 1, 2, 2]))]).toEqual([-1, 1, 2, 1, 1]);
    expect([...selectClusters(tree([9, 3, 1, 2, 2]))]).toEqual([-1, -1, 2, 3, 4]);
  });
});

describe('HDBSCAN', () => {
  it('recovers the clusters that points were drawn from', async () => {
    const rng = seededRng(9);
    const truth = Int32Array.from({ length: 900 }, (_, i) => i % 12);
    const centres = Array.from({ length: 12 * 5 }, () => rng.normal() * 10);
    const points = matrix(900, 5);
    for (let i = 0; i < points.data.length; i++) {
      points.data[i] = (centres[(truth[Math.floor(i / 5)] as number) * 5 + (i % 5)] as number) + rng.normal() * 0.5;
    }
    const { labels, clusters } = await hdbscan(points, { minClusterSize: 10 });
    expect(clusters).toBe(12);
    const kept = Array.from(labels.keys()).filter((i) => labels[i] !== -1);
    expect(kept.length).toBeGreaterThan(800);
    const index = adjustedRandIndex(
      kept.map((i) => labels[i] as number),
      kept.map((i) => truth[i] as number),
    );
    expect(index).toBe(1);
    const settled = nearestLabelled(points, labels);
    expect(adjustedRandIndex(settled, truth)).toBe(1);
  });

  it.each([
    ['no point', line(), 5],
    ['fewer points than a cluster takes', line(0, 1, 2), 5],
    ['one even stretch', line(...Array.from({ length: 30 }, (_, i) => i)), 5],
    ['equal points only', line(...Array.from({ length: 30 }, () => 3)), 5],
  ])('finds no cluster in %s', async (_what, points, minClusterSize) => {
    const { clusters, labels, probabilities } = await hdbscan(points, { minClusterSize });
    expect(clusters).toBe(0);
    expect(new Set(labels)).toEqual(new Set(points.rows > 0 ? [-1] : []));
    expect(probabilities.every((p) => p === 0)).toBe(true);
  });

  it('finds heaps of equal points, whose density is beyond measure', async () => {
    const points = line(...Array.from({ length: 19 }, (_, i) => (i < 8 ? 0 : i < 16 ? 5 : 100 + i * i)));
    const { clusters, labels, probabilities } = await hdbscan(points, { minClusterSize: 4, minSamples: 2 });
    expect(clusters).toBe(2);
    expect([...labels.subarray(0, 16)]).toEqual([...Array(8).fill(0), ...Array(8).fill(1)]);
    for (const p of probabilities) expect(p >= 0 && p <= 1).toBe(true);
  });

  it('is cut short by its signal and refuses options out of range', async () => {
    const stop = new AbortController();
    stop.abort();
    const points = line(...Array.from({ length: 50 }, (_, i) => i));
    await expect(hdbscan(points, { minClusterSize: 5, signal: stop.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await expect(hdbscan(points, { minClusterSize: 1 })).rejects.toThrow(RangeError);
    await expect(hdbscan(points, { minClusterSize: 5, minSamples: 0 })).rejects.toThrow(RangeError);
  });
});

describe('nearestLabelled', () => {
  it('gives noise the label of its nearest neighbour and leaves the rest', () => {
    expect([...nearestLabelled(line(0, 1, 9, 10, 6), Int32Array.of(3, -1, -1, 7, -1))]).toEqual([3, 3, 7, 7, 7]);
    expect([...nearestLabelled(line(0, 1), Int32Array.of(-1, -1))]).toEqual([-1, -1]);
  });
});
