import type { LlmId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { Tokenizer } from '../../domain/tokens/tokenizers.js';
import { inputTokenCounter } from '../../domain/tokens/tokenizers.js';
import { priceOf } from '../expected-cost/decision-costs.js';
import type { TokenUse } from '../expected-cost/expected-cost.js';
import { expectedCostsOf } from '../expected-cost/expected-cost.js';
import type { HeldOutSet } from '../held-out.js';
import type { Snapshot } from '../snapshot.js';

/** What applies to all queries besides their texts. */
export interface SpendRequest extends TokenUse {
  readonly prices?: ReadonlyMap<LlmId, Price> | undefined;
}

type SpendSnapshot = Pick<Snapshot, 'set' | 'catalogue'>;

/**
 * What each LLM's answer to each query is expected to cost: [queries, llms], USD (paper eq. 11), as a single decision says. Every LLM
 * must have a price, in the request or in the catalogue; candidates do. `vectors` are the queries', before warm-up.
 */
export function expectedSpend(
  queries: readonly string[],
  request: SpendRequest,
  vectors: Matrix,
  llms: readonly LlmId[],
  snapshot: SpendSnapshot,
): Promise<Matrix> {
  return spendMatrix(queries.map(inputTokenCounter), request, vectors, llms, snapshot);
}

/** The same for the held-out queries of a set, of which the numbers of tokens are stored. */
export function heldOutSpend(
  { vectors, inputTokens }: HeldOutSet,
  request: SpendRequest,
  llms: readonly LlmId[],
  snapshot: SpendSnapshot,
): Promise<Matrix> {
  const counters = Array.from(
    inputTokens,
    (tokens) =>
      ({ factor }: Tokenizer) =>
        factor * tokens,
  );
  return spendMatrix(counters, request, vectors, llms, snapshot);
}

async function spendMatrix(
  counters: readonly ((tokenizer: Tokenizer) => number)[],
  request: SpendRequest,
  vectors: Matrix,
  llms: readonly LlmId[],
  { set, catalogue }: SpendSnapshot,
): Promise<Matrix> {
  const prices = llms.map((llm) => priceOf(request, catalogue, llm));
  const lengths = await set.costs.lengths(vectors);
  const out = matrix(counters.length, llms.length);
  counters.forEach((count, q) => {
    const costOf = expectedCostsOf(count, request, set.costs, lengths[q] as (typeof lengths)[number]);
    llms.forEach((llm, j) => (out.data[q * llms.length + j] = costOf(llm, prices[j] as Price).usd));
  });
  return out;
}
