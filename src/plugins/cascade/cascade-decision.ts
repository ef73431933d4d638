import type { LlmId } from '../../domain/ids.js';
import type { Objective } from '../../domain/objective.js';
import { score } from '../../domain/objective.js';
import type { Candidates, CascadeStep, PolicyDecision } from '../contract.js';

/** LLMs to ask in turn for one query, as columns of the candidates. */
export interface Plan {
  readonly steps: readonly { readonly column: number; readonly acceptAt: number; readonly reach: number }[];
  /** E[performance of the returned answer], in [0, 1]. */
  readonly performance: number;
  /** A sentence on where the scores of answers come from. */
  readonly evidence: string;
}

/** Between the scores of two LLMs that are asked in turn, and below the last of them: only their order means anything. */
const RANK_GAP = 1e-3;

/**
 * The plan as a decision. The first LLM scores what the whole cascade is expected to be worth, the later ones follow in their
 * order, and those that are not asked come behind with their distances S = α·P̂ − β·C to each other.
 */
export function cascadeDecision(
  plan: Plan,
  predicted: Float32Array,
  candidates: Candidates,
  objective: Objective,
): PolicyDecision {
  const { llms, cost } = candidates;
  const expectedCost = plan.steps.reduce((sum, s) => sum + s.reach * (cost[s.column] as number), 0);
  const terms = [
    { name: 'α·E[performance]', value: objective.alpha * plan.performance },
    { name: '−β·E[cost of all asked]', value: 0 - objective.beta * expectedCost },
  ];
  const worth = terms.reduce((sum, { value }) => sum + value, 0);
  const scores = Float32Array.from(llms, (_, j) => score(objective, predicted[j] as number, cost[j] as number));
  const asked = new Set(plan.steps.map(({ column }) => column));
  const others = scores.filter((_, j) => !asked.has(j)).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const floor = worth - plan.steps.length * RANK_GAP;
  const shift = Math.max(0, others - floor);
  for (let j = 0; j < scores.length; j++) scores[j] = (scores[j] as number) - shift;
  plan.steps.forEach(({ column }, i) => (scores[column] = worth - i * RANK_GAP));
  const steps = plan.steps.map(({ column, acceptAt, reach }): CascadeStep => ({
    llm: llms[column] as LlmId,
    predictedPerformance: predicted[column] as number,
    acceptAt,
    reach,
  }));
  return { scores, terms, reason: describe(plan, steps, expectedCost), steps, expectedPerformance: plan.performance };
}

function describe(plan: Plan, steps: readonly CascadeStep[], expectedCost: number): string {
  const parts = steps.map(({ llm, predictedPerformance, acceptAt, reach }, i) => {
    const who = i === 0 ? `ask ${llm} first` : `else ask ${llm} (in ${Math.round(100 * reach)} % of cases)`;
    const keep = i < steps.length - 1 ? ` and keep its answer when its score reaches ${acceptAt.toFixed(3)}` : '';
    return `${who}, P̂ ${predictedPerformance.toFixed(3)},${keep}`.replace(/,$/, '');
  });
  return (
    `${parts.join('; ')}; expected performance ${plan.performance.toFixed(3)} at a cost of ${expectedCost.toFixed(3)}. ` +
    plan.evidence
  );
}
