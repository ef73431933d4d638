import type { LlmId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { Objective } from '../../domain/objective.js';
import type { Ranking } from '../../routing/types.js';
import type { Recalled } from './memory.js';

/** What switching away from an LLM in the middle of a conversation would lose, and whether that is worth it. */
export interface KeepOrSwitch {
  readonly kept: boolean;
  /** The LLM that answers. */
  readonly llm: LlmId;
  /** Score that the best other LLM has more than the one of before; below 0 where it has less. */
  readonly gain: number;
  /** β·ΔC, on the scale of the score. */
  readonly loss: number;
  /** USD that the cache saves. */
  readonly lossUsd: number;
}

export interface CacheLoss {
  readonly recalled: Recalled;
  /** Of the LLM that answered last. */
  readonly price: Price;
  readonly ranking: Ranking;
  readonly objective: Objective;
  /** USD that C = 1 stands for; null where every LLM is free. */
  readonly unitUsd: number | null;
}

/**
 * With s the LLM that answered last and t the tokens that its provider has cached, staying saves t·(p_in − p_cached) USD against what
 * the ranking assumes, which is ΔC = that / U on the scale of C, U being the USD that C = 1 stands for. So
 *
 *     S'_s = S_s + β·ΔC,    S'_j = S_j for every other j,
 *
 * and the best S' answers; a tie keeps s. Null where s is no candidate.
 */
export function keepOrSwitch({ recalled, price, ranking, objective, unitUsd }: CacheLoss): KeepOrSwitch | null {
  const at = ranking.llms.indexOf(recalled.llm);
  if (at < 0) return null;
  const { inputPerMillion, cachedInputPerMillion = inputPerMillion } = price;
  const lossUsd = (recalled.cachedTokens * Math.max(0, inputPerMillion - cachedInputPerMillion)) / 1e6;
  const loss = unitUsd === null || unitUsd <= 0 ? 0 : (objective.beta * lossUsd) / unitUsd;
  const rival = at === 0 ? 1 : 0;
  const gain = (ranking.score[rival] ?? Number.NEGATIVE_INFINITY) - (ranking.score[at] as number);
  const kept = gain <= loss;
  return { kept, llm: kept ? recalled.llm : (ranking.llms[rival] as LlmId), gain, loss, lossUsd };
}

/**
 * USD that C = 1 stands for: C is p_out over the dearest p_out (paper 3.1), so it is what the output of an answer of the dearest LLM costs.
 * The dearest's price is p_out/C of any LLM
 * with C > 0. `outputTokens`: expected of the answer. Null where every LLM is free.
 */
export function unitOfCost(
  { llms, cost }: Pick<Ranking, 'llms' | 'cost'>,
  outputPerMillion: (llm: LlmId) => number,
  outputTokens: number,
): number | null {
  const at = cost.findIndex((c) => c > 0);
  if (at < 0) return null;
  return (outputTokens * outputPerMillion(llms[at] as LlmId)) / (cost[at] as number) / 1e6;
}
