import { describe, expect, it } from 'vitest';
import { matrix, takeRows } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import { principalComponents, project } from '../../../../src/tensor/projection/principal-components.js';
import { farthest, golden, goldenPoints } from './golden.js';

const fit = (points = goldenPoints, dims = 3, seed = 1) => principalComponents(points, dims, seededRng(seed));

describe('principal components', () => {
  it('are those that numpy finds by the eigenvectors of the covariance', async () => {
    const found = await fit();
    expect(farthest(found.axes, golden.axes)).toBeLessThan(1e-4);
    expect(farthest(found.explained, golden.explained)).toBeLessThan(1e-5);
    expect(farthest(project(goldenPoints, found, 3).data, golden.projected)).toBeLessThan(1e-3);
  });

  it('are the same of equal seeds, and as good as the same of others', async () => {
    expect(await fit()).toEqual(await fit());
    expect(farthest((await fit(goldenPoints, 3, 2)).axes, golden.axes)).toBeLessThan(1e-4);
  });

  it('are found among many dimensions without their covariance', async () => {
    // Two directions of 300 hold the variance; the rest is noise of a hundredth.
    const rng = seededRng(4);
    const directions = [0, 1].map(() => Float64Array.from({ length: 300 }, () => rng.normal()));
    const points = matrix(200, 300);
    for (let r = 0; r < 200; r++) {
      const [x, y] = [5 * rng.normal(), 2 * rng.normal()];
      for (let c = 0; c < 300; c++) {
        points.data[r * 300 + c] =
          x * (directions[0]?.[c] as number) + y * (directions[1]?.[c] as number) + 0.01 * rng.normal();
      }
    }
    const { rank, explained } = await fit(points, 5);
    expect(rank).toBe(5);
    expect((explained[0] as number) + (explained[1] as number)).toBeGreaterThan(0.999);
    expect(explained[2]).toBeLessThan(1e-4);
  });

  it('place a point alone as among others', async () => {
    const found = await fit();
    const together = project(goldenPoints, found, 2);
    for (const r of [0, 17, 59]) {
      const alone = project(takeRows(goldenPoints, [r]), found, 2);
      expect(alone.data).toEqual(together.data.slice(2 * r, 2 * r + 2));
    }
  });

  it.each([
    ['one point', matrix(1, 3, Float32Array.of(1, 2, 3))],
    [
      'points that coincide',
      matrix(
        4,
        3,
        Float32Array.from({ length: 12 }, (_, i) => [0.1, 0.7, 0.3][i % 3] as number),
      ),
    ],
    ['zeros', matrix(5, 3)],
    ['no points', matrix(0, 3)],
  ])('of %s are none, and everything is placed at 0', async (_name, points) => {
    const found = await fit(points, 2);
    expect(found.rank).toBe(0);
    expect([...project(points, found, 2).data]).toEqual(new Array(points.rows * 2).fill(0));
  });

  it('of points on a line are one', async () => {
    const line = matrix(
      10,
      4,
      Float32Array.from({ length: 40 }, (_, i) => Math.floor(i / 4) * ((i % 4) + 1)),
    );
    const found = await fit(line, 3);
    expect(found.rank).toBe(1);
    expect(found.explained[0]).toBeCloseTo(1, 5);
    const placed = project(line, found, 2).data;
    expect(placed.filter((_, i) => i % 2 === 1).every((y) => y === 0)).toBe(true);
  });
});
