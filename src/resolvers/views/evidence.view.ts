import type { Catalogue } from '../../domain/llm.js';
import type { Explanation, Neighbour, QueryProfile } from '../../routing/types.js';
import type { ExplanationType } from '../../schema/explanation.type.js';
import type { NeighbourType } from '../../schema/neighbour.type.js';
import type { QueryProfileType } from '../../schema/query-profile.type.js';
import { llmOf } from './catalogue.view.js';

/** LLMs that were observed but have left the catalogue are not shown. */
export const neighbourView = (neighbour: Neighbour, catalogue: Catalogue): NeighbourType => ({
  query: { id: neighbour.queryId, text: neighbour.text, task: neighbour.task },
  similarity: neighbour.similarity,
  performance: [...neighbour.performance].flatMap(([id, performance]) => {
    const llm = catalogue.llms.get(id);
    return llm ? [{ llm, performance }] : [];
  }),
});

export const explanationView = (explanation: Explanation, catalogue: Catalogue): ExplanationType => ({
  ...explanation,
  runnerUp: explanation.runnerUp && { ...explanation.runnerUp, llm: llmOf(catalogue, explanation.runnerUp.llm) },
});

export const queryProfileView = (profile: QueryProfile, catalogue: Catalogue): QueryProfileType => ({
  ...profile,
  neighbours: profile.neighbours.map((neighbour) => neighbourView(neighbour, catalogue)),
});
