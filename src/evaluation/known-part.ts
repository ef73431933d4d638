import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import type { ResponseMatrix } from '../domain/responses.js';

/** Test data that routers can be scored on. */
export interface KnownPart {
  readonly responses: ResponseMatrix;
  /** Queries that were left out: without text, or no known LLM was observed on them. */
  readonly dropped: number;
}

/** Test queries and LLMs that the routers know. Throws UNKNOWN_LLM when nothing is left. */
export function knownPart(test: ResponseMatrix, known: ReadonlySet<LlmId>): KnownPart {
  const keep = test.llms.flatMap((llm, j) => (known.has(llm) ? [j] : []));
  const place = new Map(keep.map((j, k) => [j, k]));
  const queries: ResponseMatrix['queries'][number][] = [];
  const rowStart = [0];
  const entries: number[] = [];
  test.queries.forEach((query, q) => {
    if (query.text === null) return;
    const before = entries.length;
    for (let e = test.rowStart[q] as number; e < (test.rowStart[q + 1] as number); e++) {
      if (place.has(test.llmIndex[e] as number)) entries.push(e);
    }
    if (entries.length === before) return;
    queries.push(query);
    rowStart.push(entries.length);
  });
  if (queries.length === 0) {
    throw new ThetaError('UNKNOWN_LLM', 'The test data name no LLM that the routers were trained on.', {
      hint: `Trained on: ${[...known].join(', ')}. In the test data: ${test.llms.join(', ') || 'none'}.`,
    });
  }
  const pick = (source: Float32Array | null) => source && Float32Array.from(entries, (e) => source[e] as number);
  const responses: ResponseMatrix = {
    queries,
    llms: keep.map((j) => test.llms[j] as LlmId),
    rowStart: Uint32Array.from(rowStart),
    llmIndex: Uint16Array.from(entries, (e) => place.get(test.llmIndex[e] as number) as number),
    performance: pick(test.performance) as Float32Array,
    cost: pick(test.cost),
    inputTokens: pick(test.inputTokens),
    outputTokens: pick(test.outputTokens),
  };
  return { responses, dropped: test.queries.length - queries.length };
}
