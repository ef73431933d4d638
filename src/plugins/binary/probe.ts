import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { RunContext } from '../../domain/run.js';
import { breathe } from '../../tensor/linear-algebra/breathe.js';
import { choleskySolve, choleskyUpper } from '../../tensor/linear-algebra/cholesky.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import { gram } from '../../tensor/linear-algebra/gram.js';
import { measure, standardise } from '../standardisation.js';
import { foldOf } from './folds.js';

/** Ridge penalty for coordinates of mean square 1: what prototypes found best for means over LLMs. */
const RIDGE = 30;
const FOLDS = 2;

/**
 * A quick guess of P̂ of every LLM for every training query, each by a ridge regression that has not seen the query: good
 * enough to tell which two LLMs are worth choosing between. `performance` is [queries, llms], NaN where not observed; so is the answer,
 * 0 for an LLM that the other fold has never observed.
 */
export async function heldOutPerformance(vectors: Matrix, performance: Matrix, run: RunContext): Promise<Matrix> {
  const x = withOnes(standardise(vectors, measure(vectors)));
  const fold = foldOf(vectors.rows, FOLDS, run.rng.fork('binary/probe'));
  const llms = performance.cols;
  const out = matrix(vectors.rows, llms);
  let previous: { rows: Uint32Array; factor: Float64Array } | null = null;
  for (let held = 0; held < FOLDS; held++) {
    for (let j = 0; j < llms; j++) {
      await breathe(run.signal);
      const rows = observed(performance, j, (q) => fold[q] !== held);
      // LLMs of one study were observed on the same queries: their normal equations differ in the right-hand side only.
      const factor: Float64Array = previous && same(previous.rows, rows) ? previous.factor : normalFactor(x, rows);
      previous = { rows, factor };
      const weights = solve(factor, x, rows, performance, j);
      for (let q = 0; q < x.rows; q++) {
        if (fold[q] === held) out.data[q * llms + j] = dotAt(weights, 0, x.data, q * x.cols, x.cols);
      }
      run.onProgress({ stage: 'pair', done: held * llms + j + 1, total: FOLDS * llms, unit: 'LLMs' });
    }
  }
  return out;
}

/** A 1 behind each row, for the intercept. */
function withOnes(z: Matrix): Matrix {
  const out = matrix(z.rows, z.cols + 1);
  for (let r = 0; r < z.rows; r++) {
    out.data.set(z.data.subarray(r * z.cols, (r + 1) * z.cols), r * out.cols);
    out.data[(r + 1) * out.cols - 1] = 1;
  }
  return out;
}

function observed({ rows, cols, data }: Matrix, j: number, train: (q: number) => boolean): Uint32Array {
  const kept: number[] = [];
  for (let q = 0; q < rows; q++) if (train(q) && !Number.isNaN(data[q * cols + j])) kept.push(q);
  return Uint32Array.from(kept);
}

const same = (x: Uint32Array, y: Uint32Array) => x.length === y.length && x.every((q, i) => q === y[i]);

/** Cholesky factor of XᵀX + λI over some rows; the intercept is all but free, so that no rows at all still has an answer. */
function normalFactor(x: Matrix, rows: Uint32Array): Float64Array {
  const taken = new Float32Array(rows.length * x.cols);
  rows.forEach((q, i) => taken.set(x.data.subarray(q * x.cols, (q + 1) * x.cols), i * x.cols));
  const a = gram(taken, rows.length, x.cols);
  for (let c = 0; c < x.cols; c++) {
    const at = c * x.cols + c;
    a[at] = (a[at] as number) + (c + 1 < x.cols ? RIDGE : 1e-6);
  }
  return choleskyUpper(a, x.cols);
}

function solve(factor: Float64Array, x: Matrix, rows: Uint32Array, performance: Matrix, j: number): Float64Array {
  const b = new Float64Array(x.cols);
  for (const q of rows) {
    const y = performance.data[q * performance.cols + j] as number;
    for (let c = 0; c < x.cols; c++) b[c] = (b[c] as number) + y * (x.data[q * x.cols + c] as number);
  }
  choleskySolve(factor, x.cols, b);
  return b;
}
