import type { Matrix } from '../matrix.js';
import { matrix } from '../matrix.js';
import type { Assignment, AssignmentMethod } from './assign.js';
import { assignmentProblem } from './assign.js';

/** What an assignment made from predictions turned out to be worth. */
export interface BudgetOutcome {
  /** Mean observed performance of the chosen LLMs, in [0, 1]. */
  readonly performance: number;
  /** Mean P̂ of the chosen LLMs: what was expected. */
  readonly predicted: number;
  /** USD */
  readonly spend: number;
  /** Mean P̂ that could still be missing; 0 where none better exists. */
  readonly gap: number;
}

/** One budget on the curve; null where it is too small to answer everything. */
export interface BudgetPoint {
  /** USD */
  readonly budget: number;
  readonly optimal: BudgetOutcome | null;
  readonly greedy: BudgetOutcome | null;
}

/**
 * Assigns the test queries under each budget by their P̂ and looks at what was observed. All matrices are [queries, llms]; an LLM
 * whose performance or spend (USD) was not observed on a query (NaN) cannot be chosen for it.
 */
export function budgetCurve(
  predicted: Matrix,
  observedPerformance: Matrix,
  spend: Matrix,
  budgets: readonly number[],
): BudgetPoint[] {
  const possible = spend.data.map((usd, i) => (Number.isNaN(observedPerformance.data[i]) ? Number.NaN : usd));
  const problem = assignmentProblem(predicted, matrix(spend.rows, spend.cols, possible));
  const outcome = (a: Assignment): BudgetOutcome => {
    const { rows, cols } = observedPerformance;
    let sum = 0;
    for (let q = 0; q < rows; q++) sum += observedPerformance.data[q * cols + (a.choice[q] as number)] as number;
    return {
      performance: sum / rows,
      predicted: a.performance / rows,
      spend: a.spend,
      gap: Math.max(0, a.bound - a.performance) / rows,
    };
  };
  return budgets.map((budget) => {
    const at = (method: AssignmentMethod) => (budget < problem.least ? null : outcome(problem.assign(budget, method)));
    return { budget, optimal: at('optimal'), greedy: at('greedy') };
  });
}
