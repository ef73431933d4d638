import type { LlmId } from '../../domain/ids.js';
import type { HeldOutMean, MeanTarget, SolvedTarget } from './types.js';

/** What a target that holds on average came to on the held-out queries; null for one that holds for each query. */
export function targetSentence(
  { target, objective, heldOut }: SolvedTarget,
  name: (llm: LlmId) => string,
): string | null {
  if (!heldOut || target.kind === 'MIN_PERFORMANCE' || target.kind === 'COST_PER_QUERY') return null;
  const { queries, performance, costPerThousand, bestLlm, bestLlmPerformance, bestLlmCostPerThousand } = heldOut;
  return (
    `α = ${digits(objective.alpha)} is what ${wanted(target)} takes: on ${queries} held-out queries it gives a mean performance of ` +
    `${range(performance)} for $${range(costPerThousand)} per thousand, where always asking ${name(bestLlm)}, the best single LLM, ` +
    `gives ${digits(bestLlmPerformance)} for $${digits(bestLlmCostPerThousand)}.`
  );
}

function wanted({ kind, value }: MeanTarget): string {
  switch (kind) {
    case 'SHARE_OF_BEST':
      return `at least ${digits(100 * value)} % of the best single LLM's performance`;
    case 'COST_PER_THOUSAND':
      return `at most $${digits(value)} per thousand queries`;
    case 'BALANCE':
      return `a balance of ${digits(value)}`;
  }
}

const digits = (x: number): string => String(Number(x.toPrecision(3)));
const range = ({ mean, low, high }: HeldOutMean): string => `${digits(mean)} [${digits(low)}, ${digits(high)}]`;
