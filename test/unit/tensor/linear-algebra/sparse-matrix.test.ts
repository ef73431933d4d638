import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import { gram } from '../../../../src/tensor/linear-algebra/gram.js';
import { multiply, transpose } from '../../../../src/tensor/linear-algebra/sparse-matrix.js';
import { sparseOf } from './sparse-of.js';

const rng = seededRng(3);
// Rows of 0 to 11 entries: the kernel takes four at a time and the rest one by one.
const [rows, cols, width] = [12, 11, 3];
const dense = Float32Array.from({ length: rows * cols }, (_, i) =>
  i % cols < Math.floor(i / cols) ? rng.normal() : 0,
);
const a = sparseOf(dense, rows, cols);
const b = Float32Array.from({ length: cols * width }, () => rng.normal());

function product(): number[] {
  const out: number[] = [];
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let c = 0; c < cols; c++) sum += (dense[r * cols + c] as number) * (b[c * width + j] as number);
      out.push(sum);
    }
  }
  return out;
}

describe('sparse matrix', () => {
  it('multiplies a dense one as the definition says', () => {
    const y = new Float32Array(rows * width);
    multiply(a, b, width, y);
    product().forEach((expected, i) => expect(y[i]).toBeCloseTo(expected, 5));
  });

  it('gives the same rows when it is multiplied in slices', () => {
    const whole = new Float32Array(rows * width);
    multiply(a, b, width, whole);
    const sliced = new Float32Array(rows * width);
    multiply(a, b, width, sliced, 0, 5);
    multiply(a, b, width, sliced, 5, rows);
    expect(sliced).toEqual(whole);
  });

  it('transposes, and twice is the same again', () => {
    const t = transpose(a);
    expect([t.rows, t.cols]).toEqual([cols, rows]);
    const back = new Float32Array(rows * cols);
    for (let c = 0; c < cols; c++) {
      for (let p = t.offsets[c] as number; p < (t.offsets[c + 1] as number); p++) {
        back[(t.columns[p] as number) * cols + c] = t.values[p] as number;
      }
    }
    expect(back).toEqual(dense);
    expect(transpose(t)).toEqual(a);
  });
});

describe('gram matrix', () => {
  it('is AᵀA for any number of rows', () => {
    for (const n of [0, 1, 3, 4, 9]) {
      const x = Float32Array.from({ length: n * 3 }, () => rng.normal());
      const g = gram(x, n, 3);
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          let sum = 0;
          for (let r = 0; r < n; r++) sum += (x[r * 3 + i] as number) * (x[r * 3 + j] as number);
          expect(g[i * 3 + j]).toBeCloseTo(sum, 12);
        }
      }
    }
  });
});
