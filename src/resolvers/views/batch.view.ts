import type { Catalogue } from '../../domain/llm.js';
import type { BatchAssignment, BatchResult } from '../../routing/assignment/types.js';
import type { BatchAssignmentType, ParetoPointType } from '../../schema/route-batch.type.js';
import { llmOf } from './catalogue.view.js';

/** An assignment as GraphQL reads it; the resolver of `pareto` goes back to where it came from. */
export type BatchView = BatchAssignmentType & { readonly kind: 'assignment'; readonly assignment: BatchAssignment };

export function batchView(
  result: BatchResult,
  catalogue: Catalogue,
): BatchView | Exclude<BatchResult, BatchAssignment> {
  if (result.kind !== 'assignment') return result;
  const { choices, pareto: _pareto, ...fields } = result;
  return {
    ...fields,
    assignment: result,
    choices: choices.map(({ llm, ...choice }) => ({ ...choice, llm: llmOf(catalogue, llm) })),
  };
}

export const paretoView = ({ assignment }: BatchView, count: number): ParetoPointType[] =>
  assignment.pareto(count).map(({ spend, performance }) => ({
    expectedSpendUsd: spend,
    predictedPerformance: performance,
  }));
