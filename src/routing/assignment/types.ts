import type { AssignmentMethod, ParetoPoint } from '../../domain/assignment/assign.js';
import type { LlmId, PoolId, RouterId, VersionId } from '../../domain/ids.js';
import type { ExcludedLlm, RouteRefusal, RouteRequest } from '../types.js';

/** Queries that share one budget. What applies to a single request applies to all of them; there is no α. */
export interface BatchRequest extends Omit<RouteRequest, 'query' | 'alpha' | 'tags' | 'exploration'> {
  readonly queries: readonly string[];
  /** USD for all answers together, 0 or more. */
  readonly budgetUsd: number;
  readonly method?: AssignmentMethod | undefined;
}

/** The LLM for one query of the batch. */
export interface BatchChoice {
  readonly query: string;
  readonly llm: LlmId;
  /** P̂ in [0, 1]. */
  readonly predictedPerformance: number;
  /** USD: counted input tokens and expected output tokens at the LLM's prices. */
  readonly expectedSpendUsd: number;
}

export interface BatchAssignment {
  readonly kind: 'assignment';
  readonly router: RouterId;
  readonly version: VersionId;
  readonly pool: PoolId | null;
  readonly method: AssignmentMethod;
  readonly budgetUsd: number;
  /** One per query, in order. */
  readonly choices: readonly BatchChoice[];
  /** Mean P̂ of the choices. */
  readonly predictedPerformance: number;
  /** USD of all choices. */
  readonly expectedSpendUsd: number;
  /** Mean P̂ that a better assignment could still add; 0 where it is proved that none is better. */
  readonly optimalityGap: number;
  readonly provedOptimal: boolean;
  /** Mean P̂ that one more dollar would add. */
  readonly marginalPerformance: number;
  /** USD of the cheapest LLM for every query: with less there is no assignment. */
  readonly leastBudgetUsd: number;
  /** USD of the best LLM for every query: more buys nothing. */
  readonly largestUsefulBudgetUsd: number;
  readonly excluded: readonly ExcludedLlm[];
  /** Best assignments for their spend, cheapest first, at most `count`; `performance` is the mean P̂. */
  readonly pareto: (count: number) => readonly ParetoPoint[];
  readonly durationMs: number;
}

export type BatchResult = BatchAssignment | RouteRefusal | BudgetRefusal;

/** The budget pays for no assignment at all. */
export interface BudgetRefusal {
  readonly kind: 'budget-refusal';
  readonly code: 'BUDGET_TOO_SMALL';
  readonly message: string;
  readonly hint: string;
  readonly budgetUsd: number;
  readonly leastBudgetUsd: number;
}
