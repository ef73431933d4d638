import { describe, expect, it } from 'vitest';
import { matrix, takeRows } from '../../../../src/domain/matrix.js';
import { nearestPoints } from '../../../../src/tensor/projection/nearest-points.js';
import { placeBeside } from '../../../../src/tensor/projection/place-beside.js';
import { trustworthiness } from '../../../../src/tensor/projection/trustworthiness.js';
import { farthest, golden, goldenLayout, goldenPoints } from './golden.js';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const known = takeRows(goldenPoints, range(0, 40));
const others = takeRows(goldenPoints, range(40, 60));

describe('placing points beside their nearest', () => {
  it('is what numpy makes of it', async () => {
    const near = await nearestPoints(others, known, 5);
    expect([...near.ids]).toEqual(golden.nearest);
    expect(farthest(placeBeside(near, goldenLayout).data, golden.placed)).toBeLessThan(1e-5);
  });

  it('places one at a time as all together', async () => {
    const together = placeBeside(await nearestPoints(others, known, 5), goldenLayout);
    for (let r = 0; r < 20; r++) {
      const alone = placeBeside(await nearestPoints(takeRows(others, [r]), known, 5), goldenLayout);
      expect(alone.data).toEqual(together.data.slice(2 * r, 2 * r + 2));
    }
  });

  it('puts a point that coincides with known ones where they are', async () => {
    const near = await nearestPoints(takeRows(known, [7]), known, 5);
    expect(placeBeside(near, goldenLayout).data).toEqual(goldenLayout.data.slice(14, 16));
    const twins = matrix(3, 1, Float32Array.of(2, 2, 5));
    const places = matrix(3, 2, Float32Array.of(0, 0, 1, 3, 9, 9));
    const beside = placeBeside(await nearestPoints(matrix(1, 1, Float32Array.of(2)), twins, 3), places);
    expect([...beside.data]).toEqual([0.5, 1.5]);
  });

  it('never leaves the ground between the neighbours', async () => {
    const near = await nearestPoints(others, known, 5);
    const { data } = placeBeside(near, goldenLayout);
    for (let i = 0; i < 20; i++) {
      for (const d of [0, 1]) {
        const of = [...near.ids.subarray(5 * i, 5 * i + 5)].map((id) => goldenLayout.data[2 * id + d] as number);
        expect(data[2 * i + d]).toBeGreaterThanOrEqual(Math.min(...of) - 1e-6);
        expect(data[2 * i + d]).toBeLessThanOrEqual(Math.max(...of) + 1e-6);
      }
    }
  });

  it('leaves a point out of its own neighbours where it is told to', async () => {
    const { ids } = await nearestPoints(known, known, 3, true);
    ids.forEach((id, at) => expect(id).not.toBe(Math.floor(at / 3)));
    const one = await nearestPoints(takeRows(known, [0]), takeRows(known, [0]), 1, true);
    expect([...one.ids]).toEqual([-1]);
  });
});

describe('trustworthiness', () => {
  const axes = matrix(
    60,
    2,
    Float32Array.from({ length: 120 }, (_, i) => golden.projected[3 * Math.floor(i / 2) + (i % 2)] as number),
  );
  it('is what numpy counts', async () => {
    expect(await trustworthiness(goldenPoints, goldenLayout, 6)).toBeCloseTo(golden.trustworthiness.random, 10);
    expect(await trustworthiness(goldenPoints, axes, 6)).toBeCloseTo(golden.trustworthiness.projected, 10);
  });

  it('is 1 where neighbours stay, and not defined for a handful', async () => {
    expect(await trustworthiness(goldenPoints, goldenPoints, 6)).toBe(1);
    expect(await trustworthiness(takeRows(goldenPoints, range(0, 13)), goldenLayout, 6)).toBeNull();
  });
});
