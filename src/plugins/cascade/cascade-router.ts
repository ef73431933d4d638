import type { Candidates, Facets, LoadedRouter, QueryBatch } from '../contract.js';
import { columnFinder, columnsOf } from '../llm-columns.js';
import type { Scorer } from './scorer.js';
import { predictScores } from './scorer.js';

export type CascadeRouter = LoadedRouter & Pick<Facets, 'policy' | 'cascade'>;

/** A loaded router around the scorer; the two facets say what its predictions are used for. */
export function cascadeRouter(
  router: string,
  scorer: Scorer,
  facets: Pick<Facets, 'policy' | 'cascade'>,
): CascadeRouter {
  const columns = columnsOf(scorer.llms);
  const columnOf = columnFinder(router, columns);
  return {
    llms: scorer.llms,
    supports: (llm) => columns.has(llm),
    async predict({ vectors }: QueryBatch, { llms }: Candidates, signal) {
      return predictScores(scorer, vectors, llms.map(columnOf), signal);
    },
    ...facets,
    async [Symbol.asyncDispose]() {},
  };
}
