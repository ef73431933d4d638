import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import { choleskySolve, choleskyUpper } from '../../../../src/tensor/linear-algebra/cholesky.js';
import { gram } from '../../../../src/tensor/linear-algebra/gram.js';
import { orthonormalise } from '../../../../src/tensor/linear-algebra/orthonormalise.js';

const rng = seededRng(5);

function identityError(q: Float32Array, rows: number, cols: number): number {
  return gram(q, rows, cols).reduce((worst, x, i) => Math.max(worst, Math.abs(x - (i % (cols + 1) === 0 ? 1 : 0))), 0);
}

describe('orthonormalise', () => {
  it('gives orthonormal columns, also where their lengths differ by six orders', () => {
    const a = Float32Array.from({ length: 200 * 8 }, (_, i) => rng.normal() * 10 ** -(i % 8) * 10);
    orthonormalise(a, 200, 8);
    expect(identityError(a, 200, 8)).toBeLessThan(1e-5);
  });

  it('clears a column that depends on those before it, and an all-zero matrix', () => {
    const a = Float32Array.from({ length: 50 * 3 }, () => rng.normal());
    for (let r = 0; r < 50; r++) a[r * 3 + 1] = 2 * (a[r * 3] as number);
    orthonormalise(a, 50, 3);
    const g = gram(a, 50, 3);
    expect(g[4]).toBe(0);
    expect(g[0]).toBeCloseTo(1, 5);
    expect(g[8]).toBeCloseTo(1, 5);
    const zero = new Float32Array(12);
    orthonormalise(zero, 4, 3);
    expect(zero.every((x) => x === 0)).toBe(true);
  });
});

describe('Cholesky', () => {
  it('solves a positive definite system', () => {
    const b = Float32Array.from({ length: 20 * 5 }, () => rng.normal());
    const a = gram(b, 20, 5);
    const x = Float64Array.from({ length: 5 }, () => rng.normal());
    const y = new Float64Array(7);
    for (let i = 0; i < 5; i++)
      for (let j = 0; j < 5; j++) y[i + 2] = (y[i + 2] as number) + (a[i * 5 + j] as number) * (x[j] as number);
    choleskySolve(choleskyUpper(a, 5), 5, y, 2);
    x.forEach((expected, i) => expect(y[i + 2]).toBeCloseTo(expected, 9));
  });
});
