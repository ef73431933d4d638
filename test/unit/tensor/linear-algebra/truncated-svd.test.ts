import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import type { SparseMatrix } from '../../../../src/tensor/linear-algebra/sparse-matrix.js';
import { truncatedSvd } from '../../../../src/tensor/linear-algebra/truncated-svd.js';
import { golden } from './golden.js';
import { sparseOf } from './sparse-of.js';

const svd = (a: SparseMatrix, dims: number, powerIterations = 2, seed = 1) =>
  truncatedSvd(a, { dims, oversampling: 8, powerIterations, rng: seededRng(seed) });

describe('truncated SVD', () => {
  it("has numpy's leading singular values and right singular vectors", async () => {
    const { rows, cols, matrix, singularValues, rightVectors } = golden.svd;
    const found = await svd(sparseOf(matrix, rows, cols), 5, 6);
    expect(found.rank).toBe(5);
    for (let k = 0; k < 5; k++) {
      expect(found.singularValues[k]).toBeCloseTo(singularValues[k] as number, 3);
      let cosine = 0;
      for (let c = 0; c < cols; c++)
        cosine += (found.rightVectors[c * 5 + k] as number) * (rightVectors[c * cols + k] as number);
      expect(Math.abs(cosine)).toBeGreaterThan(0.9999);
    }
  });

  it('recovers a low-rank matrix under noise', async () => {
    const [rows, cols, rank] = [120, 80, 3];
    const rng = seededRng(11);
    const u = Float64Array.from({ length: rows * rank }, () => rng.normal());
    const v = Float64Array.from({ length: cols * rank }, () => rng.normal());
    const clean = (r: number, c: number): number => {
      let sum = 0;
      for (let k = 0; k < rank; k++) sum += (u[r * rank + k] as number) * (v[c * rank + k] as number);
      return sum;
    };
    const noisy = Float32Array.from(
      { length: rows * cols },
      (_, i) => clean(Math.floor(i / cols), i % cols) + 0.1 * rng.normal(),
    );
    const { rightVectors } = await svd(sparseOf(noisy, rows, cols), rank);
    // What is left of a clean row after the part in the span of V is taken out.
    let left = 0;
    let whole = 0;
    for (let r = 0; r < rows; r++) {
      const along = Array.from({ length: rank }, (_, k) => {
        let sum = 0;
        for (let c = 0; c < cols; c++) sum += clean(r, c) * (rightVectors[c * rank + k] as number);
        return sum;
      });
      for (let c = 0; c < cols; c++) {
        const x = clean(r, c);
        const fitted = along.reduce((sum, w, k) => sum + w * (rightVectors[c * rank + k] as number), 0);
        left += (x - fitted) ** 2;
        whole += x * x;
      }
    }
    expect(left / whole).toBeLessThan(0.001);
  });

  it('stops at the rank of the matrix, down to none', async () => {
    const twin = sparseOf([1, 2, 0, 2, 4, 0, 0, 0, 3], 3, 3);
    expect((await svd(twin, 3)).rank).toBe(2);
    expect((await svd(sparseOf(new Array(12).fill(0), 3, 4), 2)).rank).toBe(0);
    expect((await svd(sparseOf([], 3, 0), 2)).rank).toBe(0);
    expect((await svd(sparseOf([5], 1, 1), 4)).singularValues).toEqual(Float64Array.of(5));
  });

  it('is the same for the same seed', async () => {
    const { rows, cols, matrix } = golden.svd;
    const a = sparseOf(matrix, rows, cols);
    expect(await svd(a, 4)).toEqual(await svd(a, 4));
  });

  it('reports its passes and stops when asked', async () => {
    const { rows, cols, matrix } = golden.svd;
    const a = sparseOf(matrix, rows, cols);
    const stop = new AbortController();
    const passes: number[] = [];
    const run = truncatedSvd(a, {
      dims: 2,
      oversampling: 2,
      powerIterations: 3,
      rng: seededRng(1),
      signal: stop.signal,
      onPass: (done, total) => {
        expect(total).toBe(8);
        passes.push(done);
        if (done === 2) stop.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(passes).toEqual([1, 2]);
  });
});
