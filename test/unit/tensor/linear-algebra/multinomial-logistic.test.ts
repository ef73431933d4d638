import { describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import { minimise } from '../../../../src/tensor/linear-algebra/lbfgs.js';
import {
  classProbabilities,
  fitMultinomialLogistic,
} from '../../../../src/tensor/linear-algebra/multinomial-logistic.js';
import type { LinearClassifier } from '../../../../src/tensor/linear-algebra/multinomial-logistic.js';
import { softmax } from '../../../../src/tensor/linear-algebra/softmax.js';
import { golden } from './golden.js';

const options = { inverseRegularisation: 2, maxIterations: 200, tolerance: 1e-12 };

function accuracy(c: LinearClassifier, x: Float32Array, labels: Int32Array): number {
  const p = new Float64Array(c.classes);
  return (
    labels.reduce((hits, label, r) => {
      classProbabilities(c, x, r * c.dims, p);
      return hits + Number(p.indexOf(Math.max(...p)) === label);
    }, 0) / labels.length
  );
}

describe('multinomial logistic regression', () => {
  const g = golden.logistic;
  const x = matrix(g.rows, g.dims, Float32Array.from(g.x));
  const labels = Int32Array.from(g.labels);

  it("reaches the answer of Newton's method in numpy", async () => {
    const c = await fitMultinomialLogistic(x, labels, g.classes, { ...options, inverseRegularisation: g.c });
    g.weights.forEach((expected, i) => expect(c.weights[i]).toBeCloseTo(expected, 4));
    const p = new Float64Array(g.classes);
    for (let r = 0; r < g.rows; r++) {
      classProbabilities(c, x.data, r * g.dims, p);
      for (let k = 0; k < g.classes; k++) expect(p[k]).toBeCloseTo(g.probabilities[r * g.classes + k] as number, 4);
    }
  });

  it('recovers a separable classifier on points it has not seen', async () => {
    const rng = seededRng(21);
    const [n, dims, classes] = [600, 6, 4];
    const truth = Float64Array.from({ length: classes * dims }, () => rng.normal());
    const points = Float32Array.from({ length: 2 * n * dims }, () => rng.normal());
    const truths = Int32Array.from({ length: 2 * n }, (_, r) => {
      const scores = Array.from({ length: classes }, (_, k) => {
        let sum = 0;
        for (let i = 0; i < dims; i++) sum += (truth[k * dims + i] as number) * (points[r * dims + i] as number);
        return sum;
      });
      return scores.indexOf(Math.max(...scores));
    });
    const c = await fitMultinomialLogistic(matrix(n, dims, points.slice(0, n * dims)), truths.slice(0, n), classes, {
      ...options,
      inverseRegularisation: 100,
    });
    expect(accuracy(c, points.slice(n * dims), truths.slice(n))).toBeGreaterThan(0.95);
  });

  it('stays finite with one label only, constant columns and huge values', async () => {
    const odd = matrix(3, 2, Float32Array.of(1e4, 0, -1e4, 0, 0, 0));
    for (const l of [Int32Array.of(1, 1, 1), Int32Array.of(0, 1, 0)]) {
      const c = await fitMultinomialLogistic(odd, l, 2, options);
      expect([...c.weights, ...c.intercepts].every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses to learn from nothing, and stops when asked', async () => {
    const none = fitMultinomialLogistic(matrix(0, 2), new Int32Array(0), 2, options);
    await expect(none).rejects.toMatchObject({ code: 'TRAINING_DATA_INSUFFICIENT' });
    const stopped = fitMultinomialLogistic(x, labels, g.classes, { ...options, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('softmax', () => {
  it('does not overflow and sums to 1', () => {
    const scores = Float64Array.of(1000, 999, -1000);
    softmax(scores);
    expect(scores[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
    expect(scores[2]).toBe(0);
  });
});

describe('L-BFGS', () => {
  it('finds the bottom of a stretched convex bowl', async () => {
    const size = 6;
    const point = new Float64Array(size);
    const value = await minimise(
      {
        size,
        // Σ 10^i·(x_i − i)² + (x_i − i)⁴
        evaluate(x, gradient) {
          let sum = 0;
          x.forEach((v, i) => {
            const off = v - i;
            sum += 10 ** i * off ** 2 + off ** 4;
            gradient[i] = 2 * 10 ** i * off + 4 * off ** 3;
          });
          return sum;
        },
        precondition: () => undefined,
      },
      point,
      { maxIterations: 200, tolerance: 1e-15 },
    );
    expect(value).toBeLessThan(1e-8);
    point.forEach((x, i) => expect(x).toBeCloseTo(i, 3));
  });
});
