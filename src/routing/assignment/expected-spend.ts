import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import { priceOf } from '../expected-cost/decision-costs.js';
import { expectedCosts } from '../expected-cost/expected-cost.js';
import type { Snapshot } from '../snapshot.js';
import type { BatchRequest } from './types.js';

/**
 * What each LLM's answer to each query is expected to cost: [queries, llms], USD (paper eq. 11), as a single decision says. Every LLM
 * must have a price, in the request or in the catalogue; candidates do. `vectors` are the queries', before warm-up.
 */
export async function expectedSpend(
  request: BatchRequest,
  vectors: Matrix,
  llms: readonly LlmId[],
  { set, catalogue }: Snapshot,
): Promise<Matrix> {
  const { queries } = request;
  const prices = llms.map((llm) => priceOf(request, catalogue, llm));
  const lengths = await set.costs.lengths(vectors);
  const out = matrix(queries.length, llms.length);
  queries.forEach((text, q) => {
    const costOf = expectedCosts(text, request, set.costs, lengths[q] as (typeof lengths)[number]);
    llms.forEach((llm, j) => (out.data[q * llms.length + j] = costOf(llm, prices[j] as (typeof prices)[number]).usd));
  });
  return out;
}
