import type { Matrix } from '../../domain/matrix.js';
import { choleskySolve, choleskyUpper } from '../../tensor/linear-algebra/cholesky.js';
import type { GroupSums } from './group-sums.js';
import { groupSums } from './group-sums.js';

/** Ridge per row, on columns of mean square 1: keeps collinear columns from exploding and shrinks by a thousandth. */
const RIDGE = 1e-3;

/**
 * R² of a ridge regression with intercept of each column of y on all of x, where every row is predicted by the rows of the other
 * groups; [ys]. 1 is perfect, 0 as good as the mean of all rows, negative worse. x and y have columns of mean 0 and mean square 1
 * (standardiseColumns); a constant column of y gives 0.
 */
export function heldOutR2(x: Matrix, y: Matrix, group: ArrayLike<number>, groups: number): Float64Array {
  const sums = groupSums(x, y, group, groups);
  const fits = Array.from({ length: groups }, (_, g) =>
    (sums.count[g] as number) > 0 ? fitWithout(sums, g, x.cols, y.cols) : null,
  );
  const error = new Float64Array(y.cols);
  const total = new Float64Array(y.cols);
  for (let q = 0; q < x.rows; q++) {
    const fit = fits[group[q] as number];
    if (!fit) continue;
    for (let k = 0; k < y.cols; k++) {
      let predicted = fit.intercept[k] as number;
      for (let i = 0; i < x.cols; i++)
        predicted += (x.data[q * x.cols + i] as number) * (fit.weights[i * y.cols + k] as number);
      const truth = y.data[q * y.cols + k] as number;
      error[k] = (error[k] as number) + (truth - predicted) ** 2;
      total[k] = (total[k] as number) + truth ** 2;
    }
  }
  return error.map((e, k) => ((total[k] as number) > 0 ? 1 - e / (total[k] as number) : 0));
}

interface Fit {
  /** [xs, ys] */
  readonly weights: Float64Array;
  /** [ys] */
  readonly intercept: Float64Array;
}

/** The regression on all groups but one. */
function fitWithout(sums: GroupSums, without: number, xs: number, ys: number): Fit {
  const rest = (of: Float64Array, size: number) => {
    const out = new Float64Array(size);
    for (let g = 0; g < sums.groups; g++) {
      if (g === without) continue;
      for (let i = 0; i < size; i++) out[i] = (out[i] as number) + (of[g * size + i] as number);
    }
    return out;
  };
  const n = rest(sums.count, 1)[0] as number;
  const x = rest(sums.x, xs);
  const y = rest(sums.y, ys);
  const xx = rest(sums.xx, xs * xs);
  const xy = rest(sums.xy, xs * ys);
  const weights = new Float64Array(xs * ys);
  const intercept = new Float64Array(ys);
  if (n === 0) return { weights, intercept };
  for (let i = 0; i < xs; i++) {
    for (let j = 0; j < xs; j++)
      xx[i * xs + j] = (xx[i * xs + j] as number) - ((x[i] as number) * (x[j] as number)) / n;
    for (let k = 0; k < ys; k++)
      xy[i * ys + k] = (xy[i * ys + k] as number) - ((x[i] as number) * (y[k] as number)) / n;
    xx[i * (xs + 1)] = (xx[i * (xs + 1)] as number) + RIDGE * n;
  }
  const factor = choleskyUpper(xx, xs);
  const column = new Float64Array(xs);
  for (let k = 0; k < ys; k++) {
    for (let i = 0; i < xs; i++) column[i] = xy[i * ys + k] as number;
    choleskySolve(factor, xs, column);
    let at = (y[k] as number) / n;
    for (let i = 0; i < xs; i++) {
      weights[i * ys + k] = column[i] as number;
      at -= ((x[i] as number) * (column[i] as number)) / n;
    }
    intercept[k] = at;
  }
  return { weights, intercept };
}
