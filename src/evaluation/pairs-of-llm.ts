import type { Pairs } from './metrics/prediction-statistic.js';
import type { TestSet } from './test-set.js';

/** P̂ ([queries] of the test set, NaN where there is none) beside y of one LLM, where both are known. */
export function pairsOfLlm(test: TestSet, llm: string, predicted: Float32Array): Pairs {
  const width = test.responses.llms.length;
  const column = test.responses.llms.findIndex((id) => id === llm);
  const y = (q: number) => test.performance[q * width + column] as number;
  const rows = [...predicted.keys()].filter((q) => !Number.isNaN(predicted[q]) && !Number.isNaN(y(q)));
  return {
    query: Int32Array.from(rows),
    predicted: Float32Array.from(rows, (q) => predicted[q] as number),
    observed: Float32Array.from(rows, y),
  };
}
