import type { LlmId } from '../../domain/ids.js';
import type { Candidates, Facets, LoadedRouter, QueryBatch } from '../contract.js';
import { columnsOf, unknownLlm } from '../llm-columns.js';
import type { Scorer } from './scorer.js';
import { predictScores } from './scorer.js';

export type CascadeRouter = LoadedRouter & Pick<Facets, 'policy' | 'cascade'>;

/** Column of an LLM in the scorer. Throws UNKNOWN_LLM. */
export function scorerColumns(router: string, scorer: Scorer): (llm: LlmId) => number {
  const columns = columnsOf(scorer.llms);
  return (llm) => {
    const column = columns.get(llm);
    if (column === undefined) throw unknownLlm(router, llm, 'it has no responses in the training data');
    return column;
  };
}

/** A loaded router around the scorer; the two facets say what its predictions are used for. */
export function cascadeRouter(
  router: string,
  scorer: Scorer,
  facets: Pick<Facets, 'policy' | 'cascade'>,
): CascadeRouter {
  const columnOf = scorerColumns(router, scorer);
  const known = new Set(scorer.llms);
  return {
    llms: scorer.llms,
    supports: (llm) => known.has(llm),
    async predict({ vectors }: QueryBatch, { llms }: Candidates, signal) {
      return predictScores(scorer, vectors, llms.map(columnOf), signal);
    },
    ...facets,
    async [Symbol.asyncDispose]() {},
  };
}
