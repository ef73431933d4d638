import type { LlmId } from '../../domain/ids.js';
import { columnsOf } from '../llm-columns.js';
import type { Candidates, CascadeOutcome, CascadeStep, PolicyDecision } from '../contract.js';

/**
 * Plays a plan on known responses: asks in turn, passing over LLMs that were not observed, until `scoreOf` an answer reaches the
 * step's threshold. Where nothing of the plan was observed, the best-ranked observed LLM answers. Throws RangeError when nothing
 * was observed at all.
 */
export function replayPlan(
  plan: PolicyDecision,
  { llms }: Candidates,
  observed: Float32Array,
  scoreOf: (step: CascadeStep, performance: number, next: CascadeStep) => number,
): CascadeOutcome {
  const columns = columnsOf(llms);
  const columnOf = ({ llm }: CascadeStep) => columns.get(llm) as number;
  const steps = (plan.steps ?? []).filter((step) => columns.has(step.llm) && !Number.isNaN(observed[columnOf(step)]));
  const asked: number[] = [];
  for (const [i, step] of steps.entries()) {
    const column = columnOf(step);
    asked.push(column);
    const next = steps[i + 1];
    if (!next || step.acceptAt <= 0) break;
    if (scoreOf(step, observed[column] as number, next) >= step.acceptAt) break;
  }
  if (asked.length === 0) asked.push(bestObserved(plan.scores, observed, llms));
  return { asked, answeredBy: asked.at(-1) as number };
}

function bestObserved(scores: Float32Array, observed: Float32Array, llms: readonly LlmId[]): number {
  let best = -1;
  for (let j = 0; j < llms.length; j++) {
    if (Number.isNaN(observed[j])) continue;
    if (best < 0 || (scores[j] as number) > (scores[best] as number)) best = j;
  }
  if (best < 0) throw new RangeError('no candidate was observed on this query, so there is nothing to replay');
  return best;
}
