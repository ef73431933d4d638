import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';

/** Column of each LLM id in `llms`. */
export function columnsOf(llms: readonly LlmId[]): ReadonlyMap<LlmId, number> {
  return new Map(llms.map((llm, j) => [llm, j]));
}

/** What a router throws that is asked for an LLM it has no evidence for; callers avoid it by asking supports() first. */
export function unknownLlm(router: string, llm: LlmId, why: string): ThetaError {
  return new ThetaError('UNKNOWN_LLM', `Router ${router} cannot predict for ${llm}: ${why}.`, {
    hint: 'Import responses of this LLM and train, or take it out of the pool.',
  });
}

/** Finds the column of an LLM among those that `router` was trained on. Throws UNKNOWN_LLM. */
export function columnFinder(router: string, columns: ReadonlyMap<LlmId, number>): (llm: LlmId) => number {
  return (llm) => {
    const column = columns.get(llm);
    if (column === undefined) throw unknownLlm(router, llm, 'it has no responses in the training data');
    return column;
  };
}
