import type { Matrix } from '../../domain/matrix.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import { softmax } from '../../tensor/linear-algebra/softmax.js';
import type { HirtWeights } from './artifact.js';
import { applyHeads } from './heads.js';
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
  const scores = new Float64Array(dims);
  const p = scores.subarray(0, tasks);
  return ({ data, cols: size }, q, discrimination) => {
    applyHeads(heads, headBias, data, q * size, size, scores);
    softmax(p);
    dropUnlikely(p);
    discrimination.set(scores);
    let difficulty = 0;
    for (let k = 0; k < tasks; k++) {
      const share = p[k] as number;
      if (share === 0) continue;
      const head = dims + k;
      difficulty += share * ((headBias[head] as number) + dotAt(heads, head * size, data, q * size, size));
    }
    return difficulty;
  };
}
