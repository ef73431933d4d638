import type { LlmId } from '../domain/ids.js';
import type { Objective } from '../domain/objective.js';
import { score } from '../domain/objective.js';
import type { Candidates, RouterOutput } from '../plugins/contract.js';
import type { Ranking } from './types.js';

/**
 * Candidates best first for one row of predictions ([candidates]). For P̂ the score is S = α·P̂ − β·C (paper eq. 1), for
 * a preference it is the preference itself, and a router with a rule of its own brings the scores along as `own`.
 * Ties go to the cheaper LLM, then to pool order.
 */
export function rank(
  predicted: Float32Array,
  candidates: Candidates,
  output: RouterOutput,
  objective: Objective,
  own: Float32Array | null = null,
): Ranking {
  const n = candidates.llms.length;
  const scores = own ?? new Float32Array(n);
  for (let j = 0; own === null && j < n; j++) {
    const p = predicted[j] as number;
    scores[j] = output === 'performance' ? score(objective, p, candidates.cost[j] as number) : p;
  }
  const order = new Uint16Array(n);
  for (let j = 0; j < n; j++) order[j] = j;
  const { cost } = candidates;
  order.sort(
    (x, y) => (scores[y] as number) - (scores[x] as number) || (cost[x] as number) - (cost[y] as number) || x - y,
  );
  const column = (source: Float32Array) => {
    const out = new Float32Array(n);
    for (let i = 0; i < n; i++) out[i] = source[order[i] as number] as number;
    return out;
  };
  const llms = new Array<LlmId>(n);
  for (let i = 0; i < n; i++) llms[i] = candidates.llms[order[i] as number] as LlmId;
  const values = column(predicted);
  return {
    llms,
    score: column(scores),
    predictedPerformance: output === 'performance' ? values : null,
    preference: output === 'preference' ? values : null,
    cost: column(cost),
  };
}
