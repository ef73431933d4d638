import type { Matrix } from '../../domain/matrix.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import { softmax } from '../../tensor/linear-algebra/softmax.js';
import type { HirtWeights } from './artifact.js';
import { dropUnlikely } from './task-probabilities.js';

/** Writes a of one query into its argument, [dims], and returns b. */
export type DescribeItem = (vectors: Matrix, q: number, discrimination: Float32Array) => number;

/**
 * Item parameters from vectors as the embedder gives them. a = [p(task | query), residual dimensions]; b is the mean over
 * tasks, by p, of the difficulty that the query has as an item of that task. The returned function reuses its own memory.
 */
export function itemDescriber(weights: Pick<HirtWeights, 'tasks' | 'dims' | 'heads' | 'headBias'>): DescribeItem {
  const { dims, heads, headBias } = weights;
  const tasks = weights.tasks.length;
  const p = new Float64Array(tasks);
  return (vectors, q, discrimination) => {
    const size = vectors.cols;
    const head = (h: number) => (headBias[h] as number) + dotAt(heads, h * size, vectors.data, q * size, size);
    for (let k = 0; k < tasks; k++) p[k] = head(k);
    softmax(p);
    dropUnlikely(p);
    let difficulty = 0;
    for (let k = 0; k < tasks; k++) {
      const share = p[k] as number;
      discrimination[k] = share;
      if (share > 0) difficulty += share * head(dims + k);
    }
    for (let k = tasks; k < dims; k++) discrimination[k] = head(k);
    return difficulty;
  };
}
