import { sigmoid } from '../../domain/logistic.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import { affine } from '../../tensor/linear-algebra/affine.js';
import { softmax } from '../../tensor/linear-algebra/softmax.js';
import type { NirtModel } from './artifact.js';

/** What NIRT reads off one query vector; the arrays are overwritten by the next read. */
export interface Item {
  /** a, in (0, maxDiscrimination) */
  discrimination: number;
  /** b in (0, 1), [dims] */
  readonly difficulty: Float32Array;
  /** r, [dims], sums to 1 */
  readonly relevance: Float32Array;
}

/** a = a_max·σ(W_a·e), b = σ(W_b·e), r = softmax(s·r̄ + W_r·e) (paper eq. 9). */
export function itemReader(model: NirtModel): (vector: Float32Array, annotated: Float32Array) => Item {
  const dims = model.abilityIds.length;
  const item: Item = { discrimination: 0, difficulty: new Float32Array(dims), relevance: new Float32Array(dims) };
  return (vector, annotated) => {
    const { difficulty, relevance } = item;
    const a = dotAt(vector, 0, model.discriminationWeights, 0, vector.length) + (model.discriminationBias[0] as number);
    item.discrimination = model.maxDiscrimination * sigmoid(a);
    affine(model.difficultyWeights, model.difficultyBias, vector, difficulty);
    for (let k = 0; k < dims; k++) difficulty[k] = sigmoid(difficulty[k] as number);
    if (model.learnedRelevance) affine(model.relevanceWeights, model.relevanceBias, vector, relevance);
    else relevance.fill(0);
    for (let k = 0; k < dims; k++) {
      relevance[k] = (relevance[k] as number) + model.relevanceSharpness * (annotated[k] as number);
    }
    softmax(relevance);
    return item;
  };
}
