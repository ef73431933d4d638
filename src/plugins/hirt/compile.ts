import type { Matrix } from '../../domain/matrix.js';
import { gram } from '../../tensor/linear-algebra/gram.js';
import type { LinearClassifier } from '../../tensor/linear-algebra/multinomial-logistic.js';
import type { Standardisation } from '../standardisation.js';
import type { HirtWeights } from './artifact.js';
import type { Layout } from './parameters.js';
import type { ResidualDimensions } from './residual-dimensions.js';
import { residualDimensions } from './residual-dimensions.js';

/** The fitted parameters in the form that predictions are made from. */
export interface Compiled extends Pick<HirtWeights, 'dims' | 'heads' | 'headBias' | 'abilities'> {
  readonly residual: ResidualDimensions;
}

/**
 * Turns parameters over centred and scaled vectors into item heads over vectors as they come, and abilities of the LLMs at the
 * columns `seen`, [seen, dims]: overall + task ability, then the residual dimensions. `vectors` are the centred and scaled ones.
 */
export function compile(
  x: Float64Array,
  at: Layout,
  seen: readonly number[],
  classifier: LinearClassifier,
  scaling: Standardisation,
  vectors: Matrix,
  residualDims: number,
): Compiled {
  const { tasks, embeddingSize: d } = at;
  const own = new Float64Array(seen.length * d);
  seen.forEach((j, row) => own.set(x.subarray(at.residual + j * d, at.residual + (j + 1) * d), row * d));
  const scatter = gram(vectors.data, vectors.rows, d);
  const residual = residualDimensions(own, seen.length, scatter, vectors.rows, residualDims);
  const dims = tasks + residual.dims;
  const heads = new Float32Array((tasks + dims) * d);
  const headBias = new Float32Array(tasks + dims);
  const write = (head: number, weight: (c: number) => number, bias: number) => {
    let shift = 0;
    for (let c = 0; c < d; c++) {
      const w = weight(c) * scaling.scale;
      heads[head * d + c] = w;
      shift += w * (scaling.mean[c] as number);
    }
    headBias[head] = bias - shift;
  };
  for (let k = 0; k < tasks; k++) {
    write(k, (c) => classifier.weights[k * d + c] as number, classifier.intercepts[k] as number);
    const ease = (c: number) =>
      (x[at.shared + c] as number) + (x[at.particular + k * d + c] as number) + (residual.mean[c] as number);
    // Parameters say how easy a query is, b how difficult.
    write(dims + k, (c) => -ease(c), -((x[at.level] as number) + (x[at.task + k] as number)));
  }
  for (let k = 0; k < residual.dims; k++) write(tasks + k, (c) => residual.directions[k * d + c] as number, 0);
  const abilities = new Float32Array(seen.length * dims);
  seen.forEach((j, row) => {
    for (let k = 0; k < tasks; k++) {
      abilities[row * dims + k] = (x[at.overall + j] as number) + (x[at.ability + j * tasks + k] as number);
    }
    for (let k = 0; k < residual.dims; k++) {
      abilities[row * dims + tasks + k] = residual.abilities[row * residual.dims + k] as number;
    }
  });
  return { dims, heads, headBias, abilities, residual };
}
