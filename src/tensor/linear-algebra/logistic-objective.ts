import type { Matrix } from '../../domain/matrix.js';
import { choleskySolve, choleskyUpper } from './cholesky.js';
import { gram } from './gram.js';
import type { Objective } from './lbfgs.js';
import { softmax } from './softmax.js';

/** Scores, then residuals, of four rows, [classes] each. */
type Block = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** Residuals p − y below this add nothing that a 32-bit weight could show. */
const NEGLIGIBLE = 1e-7;

/**
 * ½·‖W‖² + C·Σ loss over parameters [classes, dims + 1]. Rows go four at a time: each weight is then loaded, and each element of
 * the gradient stored, a fourth as often, which is two thirds of the time.
 */
export function logisticObjective(x: Matrix, labels: Int32Array, classes: number, c: number): Objective {
  const width = x.cols + 1;
  const rows = withOnes(x);
  const factor = boundFactor(rows, width, c);
  const block = Array.from({ length: 4 }, () => new Float64Array(classes)) as unknown as Block;
  return {
    size: classes * width,
    evaluate(p, gradient) {
      gradient.fill(0);
      let loss = 0;
      for (let r = 0; r < x.rows; r += 4) {
        blockScores(p, rows, r * width, width, block);
        for (let i = 0; i < 4; i++) {
          const scores = block[i] as Float64Array;
          if (r + i >= x.rows) {
            scores.fill(0);
            continue;
          }
          softmax(scores);
          const label = labels[r + i] as number;
          loss -= Math.log(Math.max(scores[label] as number, 1e-300));
          scores[label] = (scores[label] as number) - 1;
        }
        addBlockGradient(gradient, rows, r * width, width, block, c);
      }
      let penalty = 0;
      for (let k = 0; k < classes; k++) {
        for (let i = k * width; i < (k + 1) * width - 1; i++) {
          const w = p[i] as number;
          penalty += w * w;
          gradient[i] = (gradient[i] as number) + w;
        }
      }
      return c * loss + penalty / 2;
    },
    precondition(v) {
      for (let k = 0; k < classes; k++) choleskySolve(factor, width, v, k * width);
    },
  };
}

/** The rows with a 1 behind each, for the intercept, and rows of zeros up to a multiple of four. */
function withOnes(x: Matrix): Float32Array {
  const width = x.cols + 1;
  const out = new Float32Array(Math.ceil(x.rows / 4) * 4 * width);
  for (let r = 0; r < x.rows; r++) {
    out.set(x.data.subarray(r * x.cols, (r + 1) * x.cols), r * width);
    out[(r + 1) * width - 1] = 1;
  }
  return out;
}

/** scores[i][k] = parameters[k] · row i, for the four rows that start at `at`. */
function blockScores(p: Float64Array, rows: Float32Array, at: number, width: number, scores: Block): void {
  const [out0, out1, out2, out3] = scores;
  for (let k = 0, w = 0; k < out0.length; k++, w += width) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let i = 0, a = at; i < width; i++, a++) {
      const weight = p[w + i] as number;
      s0 += weight * (rows[a] as number);
      s1 += weight * (rows[a + width] as number);
      s2 += weight * (rows[a + 2 * width] as number);
      s3 += weight * (rows[a + 3 * width] as number);
    }
    out0[k] = s0;
    out1[k] = s1;
    out2[k] = s2;
    out3[k] = s3;
  }
}

/** gradient[k] += c · Σ residuals[i][k] · row i, for the four rows that start at `at`. */
function addBlockGradient(
  gradient: Float64Array,
  rows: Float32Array,
  at: number,
  width: number,
  residuals: Block,
  c: number,
): void {
  const [in0, in1, in2, in3] = residuals;
  for (let k = 0, w = 0; k < in0.length; k++, w += width) {
    const r0 = c * (in0[k] as number);
    const r1 = c * (in1[k] as number);
    const r2 = c * (in2[k] as number);
    const r3 = c * (in3[k] as number);
    if (Math.abs(r0) + Math.abs(r1) + Math.abs(r2) + Math.abs(r3) < c * NEGLIGIBLE) continue;
    for (let i = 0, a = at; i < width; i++, a++) {
      const first = r0 * (rows[a] as number) + r1 * (rows[a + width] as number);
      const second = r2 * (rows[a + 2 * width] as number) + r3 * (rows[a + 3 * width] as number);
      gradient[w + i] = (gradient[w + i] as number) + (first + second);
    }
  }
}

/** Cholesky factor of I + C/2·RᵀR over the rows R with their ones: it bounds each class's block of the Hessian. */
function boundFactor(rows: Float32Array, width: number, c: number): Float64Array {
  const h = gram(rows, rows.length / width, width);
  for (let i = 0; i < h.length; i++) h[i] = (h[i] as number) * (c / 2);
  for (let i = 0; i < width; i++) h[i * width + i] = (h[i * width + i] as number) + 1;
  return choleskyUpper(h, width);
}
