import type { Catalogue } from '../../domain/llm.js';
import type { Ranking } from '../../routing/types.js';
import type { RankedLlmType } from '../../schema/ranking.type.js';
import { llmOf } from './catalogue.view.js';

/** The columns of a ranking as one object per LLM, the best `first` of them or all. */
export function rankedLlms(ranking: Ranking, catalogue: Catalogue, first?: number): RankedLlmType[] {
  const llms = first === undefined ? ranking.llms : ranking.llms.slice(0, first);
  return llms.map((id, j) => ({
    llm: llmOf(catalogue, id),
    score: ranking.score[j] as number,
    predictedPerformance: ranking.predictedPerformance?.[j] ?? null,
    preference: ranking.preference?.[j] ?? null,
    cost: ranking.cost[j] as number,
  }));
}
