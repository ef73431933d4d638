import { observedRelativeCost, pricedRelativeCost } from '../domain/cost.js';
import type { LlmId } from '../domain/ids.js';
import type { Price } from '../domain/llm.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { DataDescription } from '../evaluation/report.js';
import type { TestSet } from '../evaluation/test-set.js';

/**
 * C of each test LLM in the currency that its spend is measured in: mean training cost / dearest where test and training data
 * have costs, else output price / dearest where prices are known (paper 3.1), else mean training cost, else 0 for all.
 */
export function decisionCost(
  test: TestSet,
  trained: ResponseMatrix,
  prices: ReadonlyMap<LlmId, Price> | null,
): { readonly cost: Float32Array; readonly source: DataDescription['relativeCostSource'] } {
  const { llms } = test.responses;
  const observed = observedRelativeCost(llms, trained);
  if (observed && test.costSource === 'observed') return { cost: observed, source: 'training cost' };
  if (prices && llms.every((llm) => prices.has(llm))) {
    return { cost: pricedRelativeCost(llms, prices), source: 'output price' };
  }
  if (observed) return { cost: observed, source: 'training cost' };
  return { cost: new Float32Array(llms.length), source: 'none' };
}
