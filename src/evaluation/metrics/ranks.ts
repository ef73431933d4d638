import type { Objective } from '../../domain/objective.js';
import { score } from '../../domain/objective.js';
import type { TestSet } from '../test-set.js';

export interface Ranks {
  /** [queries] place of the chosen LLM by true score, from 1; ties go to the cheaper one, then the earlier. 0 for none. */
  readonly strict: Uint16Array;
  /** [queries] 1 + the LLMs that are strictly better. 0 for none. */
  readonly tied: Uint16Array;
}

/**
 * Where the chosen LLM stands among the observed ones by the score it would have had with the true response,
 * α·y − β·C (paper 6.2, Table 3: routing to one of the k most optimal LLMs). `relativeCost` is C, [queries × llms].
 */
export function trueRanks(test: TestSet, relativeCost: Float32Array, choice: Int32Array, objective: Objective): Ranks {
  const width = test.responses.llms.length;
  const strict = new Uint16Array(choice.length);
  const tied = new Uint16Array(choice.length);
  const scores = new Float64Array(width);
  for (let q = 0; q < choice.length; q++) {
    const chosen = choice[q] as number;
    if (chosen < 0) continue;
    const at = q * width;
    for (let j = 0; j < width; j++) {
      scores[j] = score(objective, test.performance[at + j] as number, relativeCost[at + j] as number);
    }
    let better = 0;
    let before = 0;
    for (let j = 0; j < width; j++) {
      if (j === chosen || !((scores[j] as number) >= (scores[chosen] as number))) continue;
      if ((scores[j] as number) > (scores[chosen] as number)) better++;
      else {
        const [c, own] = [relativeCost[at + j] as number, relativeCost[at + chosen] as number];
        if (c < own || (c === own && j < chosen)) before++;
      }
    }
    strict[q] = 1 + better + before;
    tied[q] = 1 + better;
  }
  return { strict, tied };
}
