import type { LlmId } from '../../domain/ids.js';
import type { ItemResponse } from '../log-odds.js';
import { abilityTerms, calibrationTerm } from '../log-odds.js';
import type { Objective } from '../../domain/objective.js';
import type { Contrast, Ranking } from '../types.js';

/**
 * The chosen LLM against the runner-up, term by term. In 64-bit arithmetic on the decision's own 32-bit numbers, so that the
 * terms sum to the gap between the scores but for the rounding of the scores. Null in a pool of one, and under a policy,
 * whose scores are not α·P̂ − β·C.
 */
export function contrastOf(response: ItemResponse, objective: Objective, hasPolicy: boolean): Contrast | null {
  const { ranking } = response;
  const llm = ranking.llms[1];
  if (llm === undefined || hasPolicy) return null;
  return { llm, scoreTerms: scoreDifference(ranking, objective), logOddsTerms: logOddsDifference(response, llm) };
}

function scoreDifference(ranking: Ranking, { alpha, beta }: Objective): Contrast['scoreTerms'] {
  const { predictedPerformance: p, cost } = ranking;
  if (!p) return [{ name: 'Δ preference', value: difference(ranking.score) }];
  return [
    { name: 'α·ΔP̂', value: alpha * difference(p) },
    // 0 − x, so that no difference is 0 and not −0.
    { name: '−β·ΔC', value: 0 - beta * difference(cost) },
  ];
}

/** a_k·(θ_k of the chosen − θ_k of the runner-up), and what calibration adds; b is the same for both and cancels. */
function logOddsDifference(response: ItemResponse, runnerUp: LlmId): Contrast['logOddsTerms'] {
  const llm = response.ranking.llms[0] as LlmId;
  const chosen = abilityTerms(response, llm);
  const other = abilityTerms(response, runnerUp);
  if (!chosen || !other) return null;
  const terms = chosen.map(({ name, value }, k) => ({ name, value: value - (other[k]?.value ?? 0) }));
  const { calibration } = response;
  if (!calibration) return terms;
  const own = calibrationTerm(calibration, llm, chosen);
  return [...terms, { ...own, value: own.value - calibrationTerm(calibration, runnerUp, other).value }];
}

const difference = (x: Float32Array): number => (x[0] as number) - (x[1] as number);
