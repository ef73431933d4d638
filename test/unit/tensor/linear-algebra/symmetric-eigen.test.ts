import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import { symmetricEigen } from '../../../../src/tensor/linear-algebra/symmetric-eigen.js';
import { golden } from './golden.js';

function residual(a: Float64Array, n: number): number {
  const { values, vectors } = symmetricEigen(a, n);
  let worst = 0;
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += (a[i * n + j] as number) * (vectors[j * n + k] as number);
      worst = Math.max(worst, Math.abs(sum - (values[k] as number) * (vectors[i * n + k] as number)));
    }
  }
  return worst;
}

describe('symmetric eigen-decomposition', () => {
  it("has numpy's eigenvalues, in falling order", () => {
    const { values } = symmetricEigen(Float64Array.from(golden.eigen.matrix), golden.eigen.n);
    golden.eigen.values.forEach((expected, k) => expect(values[k]).toBeCloseTo(expected, 7));
  });

  it('gives A·v = λ·v for a larger matrix with equal eigenvalues in it', () => {
    const n = 40;
    const rng = seededRng(9);
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = i > 30 ? Number(i === j) : rng.normal();
    expect(residual(a, n)).toBeLessThan(1e-10);
  });

  it('takes the empty, the 1 × 1 and the zero matrix', () => {
    expect(symmetricEigen(new Float64Array(0), 0).values).toHaveLength(0);
    expect([...symmetricEigen(Float64Array.of(-3), 1).values]).toEqual([-3]);
    expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
  });
});
