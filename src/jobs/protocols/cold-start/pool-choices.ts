import type { Matrix } from '../../../domain/matrix.js';
import type { Objective } from '../../../domain/objective.js';
import { bestIndex, score } from '../../../domain/objective.js';
import type { Outcome } from '../../../evaluation/outcome.js';
import { record } from '../../../evaluation/outcome.js';
import type { TestSet } from '../../../evaluation/test-set.js';

/** What is needed to decide for the test queries of one split; row i belongs to test query `rows[i]`. */
export interface PoolQueries {
  readonly test: TestSet;
  readonly rows: readonly number[];
  /** [rows, llms] P̂ of every LLM of the test set; NaN where there is none. The column of the newcomer is not looked at. */
  readonly predicted: Matrix;
  /** [llms] C */
  readonly cost: Float32Array;
  readonly newcomer: number;
}

/**
 * Writes who would have answered, among the LLMs observed on each query, with the newcomer scored by `newcomerP` ([rows]); null leaves
 * it out of the pool.
 */
export function writeChoices(
  { test, rows, predicted, cost, newcomer }: PoolQueries,
  newcomerP: Float32Array | null,
  objectives: readonly Objective[],
  outcomes: readonly Outcome[],
): void {
  const width = predicted.cols;
  // float32, as the serving ranking compares, so that evaluation and serving break ties alike.
  const scores = new Float32Array(width);
  for (const [i, q] of rows.entries()) {
    objectives.forEach((objective, o) => {
      for (let j = 0; j < width; j++) {
        const observed = !Number.isNaN(test.performance[q * width + j]);
        const p = j === newcomer ? (newcomerP?.[i] ?? Number.NaN) : (predicted.data[i * width + j] as number);
        scores[j] = observed ? score(objective, p, cost[j] as number) : Number.NaN;
      }
      const chosen = bestIndex(scores, cost);
      if (chosen >= 0) record(outcomes[o] as Outcome, test, q, { chosen, asked: [chosen] });
    });
  }
}
