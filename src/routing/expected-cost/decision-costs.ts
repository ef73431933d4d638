import { spend } from '../../domain/cost.js';
import type { LlmId } from '../../domain/ids.js';
import type { Catalogue, Price } from '../../domain/llm.js';
import { inputTokenCounter } from '../../domain/tokens/tokenizers.js';
import { rowMatrix } from '../neighbours.js';
import type { CandidateCosts } from '../ports.js';
import type { PreparedQueries } from '../query-batch.js';
import type { ResolvedRequest } from '../route-request.js';
import type { Snapshot } from '../snapshot.js';
import type { RouteRequest } from '../types.js';
import type { ExpectedCost } from './expected-cost.js';
import { expectedCosts } from './expected-cost.js';

/** The price that holds for a request: its own before the catalogue's. Candidates have one. */
export const priceOf = ({ prices }: Pick<RouteRequest, 'prices'>, catalogue: Catalogue, llm: LlmId): Price =>
  (prices?.get(llm) ?? catalogue.llms.get(llm)?.price) as Price;

/** The expected cost of each of `llms` for one decision, computed on the first call: most callers never ask. */
export function decisionCosts(
  { request }: ResolvedRequest,
  { set, catalogue }: Snapshot,
  prepared: PreparedQueries,
  row: number,
  llms: readonly LlmId[],
): () => Promise<readonly ExpectedCost[]> {
  let known: Promise<readonly ExpectedCost[]> | null = null;
  const compute = async () => {
    const [lengthOf] = await set.costs.lengths(rowMatrix(prepared.vectors, row));
    if (!lengthOf) return [];
    const costOf = expectedCosts(request.query, request, set.costs, lengthOf);
    return llms.map((llm) => costOf(llm, priceOf(request, catalogue, llm)));
  };
  return () => (known ??= compute());
}

/** The mean alone, as `usd` of the expected cost, for the log: several times cheaper than with the upper length. */
export function candidateCosts(
  { request }: ResolvedRequest,
  { set, catalogue }: Snapshot,
  prepared: PreparedQueries,
  row: number,
  llms: readonly LlmId[],
): CandidateCosts {
  return async () => {
    const [lengthOf] = await set.costs.lengths(rowMatrix(prepared.vectors, row));
    const count = inputTokenCounter(request.query);
    const { contextTokens = 0, cachedInputTokens = 0 } = request;
    return Float32Array.from(llms, (llm) => {
      const input = count(set.costs.tokenizer(llm)) + contextTokens;
      const { tokens } = (lengthOf as NonNullable<typeof lengthOf>)(llm);
      return spend(priceOf(request, catalogue, llm), input, tokens, Math.min(cachedInputTokens, input));
    });
  };
}
