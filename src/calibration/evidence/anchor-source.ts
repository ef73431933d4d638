import type { LlmId } from '../../domain/ids.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import type { RouterSet } from '../../routing/router-set.js';
import type { AnchorStore } from '../ports.js';
import type { EvidenceSource } from './source.js';

/** Answers to anchor queries that the set has not seen, neither in training nor in what it kept aside. */
export function anchorEvidence(store: Pick<AnchorStore, 'responses'>): EvidenceSource {
  return {
    name: 'anchors',
    async collect(set) {
      const seen = observedPairs(set);
      const stored = await store.responses();
      return {
        scores: stored
          .filter(({ id, llm }) => !seen(id, llm))
          .map(({ id, task, text, llm, performance }) => ({ query: { id, task, text }, llm, performance, weight: 1 })),
        preferences: [],
      };
    },
  };
}

/** Whether an answer of an LLM to a query is among the responses that a set was made from. */
export function observedPairs({ reference, heldOut }: RouterSet): (id: string, llm: LlmId) => boolean {
  const parts = [reference.responses, ...(heldOut ? [heldOut.responses] : [])].map(pairsOf);
  return (id, llm) => parts.some((has) => has(id, llm));
}

function pairsOf({ queries, llms, rowStart, llmIndex }: ResponseMatrix): (id: string, llm: LlmId) => boolean {
  const rows = new Map(queries.map(({ id }, row) => [id, row]));
  return (id, llm) => {
    const row = rows.get(id);
    const column = llms.indexOf(llm);
    if (row === undefined || column < 0) return false;
    return llmIndex.subarray(rowStart[row], rowStart[row + 1]).includes(column);
  };
}
