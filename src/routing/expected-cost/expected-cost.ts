import { spend } from '../../domain/cost.js';
import type { LlmId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { Tokenizer } from '../../domain/tokens/tokenizers.js';
import { inputTokenCounter } from '../../domain/tokens/tokenizers.js';
import type { CostModel, ExpectedLength, LengthBasis } from './cost-model.js';

/** What a request says about its tokens besides its text. */
export interface TokenUse {
  /** Input tokens sent along with the query: instructions, earlier turns, documents; 0 when absent. */
  readonly contextTokens?: number | undefined;
  /** How many of all input tokens the provider has cached; 0 when absent, and at most all count. */
  readonly cachedInputTokens?: number | undefined;
  /** Tokens of the answer, where the caller knows better than the model; predicted when absent. */
  readonly outputTokens?: number | undefined;
}

/** What the answer of one LLM to one query is expected to cost, and the numbers behind it. */
export interface ExpectedCost {
  /** Mean, USD. 0 only for an LLM whose prices are 0. */
  readonly usd: number;
  /** USD at the upper output length; null where no such length is known. */
  readonly upperUsd: number | null;
  readonly inputTokens: number;
  /** Of the input tokens, those at the cached price. */
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Tokens that 90 % of answers do not pass; null where no distribution is known. */
  readonly outputTokensUpper: number | null;
  readonly basis: LengthBasis;
  readonly price: Price;
}

/** The expected cost of a text for any LLM; a text is counted once per vocabulary. */
export const expectedCosts = (
  text: string,
  use: TokenUse,
  model: Pick<CostModel, 'tokenizer'>,
  lengthOf: (llm: LlmId) => ExpectedLength,
): ((llm: LlmId, price: Price) => ExpectedCost) => expectedCostsOf(inputTokenCounter(text), use, model, lengthOf);

/** The same where the tokens of the text are known in another way. */
export function expectedCostsOf(
  count: (tokenizer: Tokenizer) => number,
  use: TokenUse,
  model: Pick<CostModel, 'tokenizer'>,
  lengthOf: (llm: LlmId) => ExpectedLength,
): (llm: LlmId, price: Price) => ExpectedCost {
  const { contextTokens = 0, cachedInputTokens = 0, outputTokens } = use;
  return (llm, price) => {
    const length: ExpectedLength =
      outputTokens === undefined ? lengthOf(llm) : { tokens: outputTokens, upper: null, basis: 'REQUEST' };
    const inputTokens = count(model.tokenizer(llm)) + contextTokens;
    const cached = Math.min(cachedInputTokens, inputTokens);
    return {
      usd: spend(price, inputTokens, length.tokens, cached),
      upperUsd: length.upper === null ? null : spend(price, inputTokens, length.upper, cached),
      inputTokens,
      cachedInputTokens: cached,
      outputTokens: length.tokens,
      outputTokensUpper: length.upper,
      basis: length.basis,
      price,
    };
  };
}
