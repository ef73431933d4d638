import { DEFAULT_OUTPUT_TOKENS, pricedRelativeCost, spend } from '../../domain/cost.js';
import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { meanByLlm } from '../../domain/responses.js';
import type { TestSet } from '../../evaluation/test-set.js';
import type { RouterSet } from '../../routing/router-set.js';

/** What answers are expected to cost before they are there: USD by input tokens and LLM. */
export interface ExpectedCost {
  /** [queries, llms] */
  of(inputTokens: ArrayLike<number>): Matrix;
}

/**
 * By prices and tokens, or, for data with costs of their own, each LLM's mean cost on the training queries. Throws CONFIG_INVALID for data without
 * either.
 */
export function expectedCost(
  test: TestSet,
  set: RouterSet,
  llms: readonly LlmId[],
  prices: ReadonlyMap<LlmId, Price> | null,
): ExpectedCost {
  if (test.costSource === 'observed') {
    const mean = observedMeans(set.reference.responses, llms);
    return { of: ({ length }) => matrix(length, llms.length, repeated(mean, length)) };
  }
  if (prices && pricedRelativeCost(llms, prices).every((c) => !Number.isNaN(c))) {
    return {
      of: (inputTokens) =>
        spendAt(
          inputTokens,
          llms.map((llm) => prices.get(llm) as Price),
        ),
    };
  }
  throw new ThetaError(
    'CONFIG_INVALID',
    'Protocol alpha-sweep needs costs; the data have none and no prices are given.',
    {
      hint: 'Give --prices FILE.',
    },
  );
}

/** [queries, prices] USD of an answer at each price, of the length that evaluations assume. */
function spendAt(inputTokens: ArrayLike<number>, prices: readonly Price[]): Matrix {
  const out = matrix(inputTokens.length, prices.length);
  for (let q = 0; q < inputTokens.length; q++) {
    const input = inputTokens[q] as number;
    prices.forEach((price, j) => (out.data[q * prices.length + j] = spend(price, input, DEFAULT_OUTPUT_TOKENS)));
  }
  return out;
}

function observedMeans(trained: ResponseMatrix, llms: readonly LlmId[]): Float32Array {
  const mean = trained.cost ? meanByLlm(trained, trained.cost) : null;
  return Float32Array.from(llms, (llm) => mean?.[trained.llms.indexOf(llm)] ?? Number.NaN);
}

const repeated = (row: Float32Array, times: number) =>
  Float32Array.from({ length: row.length * times }, (_, i) => row[i % row.length] as number);
