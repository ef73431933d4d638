import type { LlmId } from '../../domain/ids.js';
import type { Candidates, Facets } from '../contract.js';
import type { CascadeModel } from './artifact.js';
import type { Plan } from './cascade-decision.js';
import { cascadeDecision } from './cascade-decision.js';
import { columnFinder, columnsOf } from '../llm-columns.js';
import { afterLearning, residualCorrelation } from './co-occurrence.js';
import type { FrugalGptHyperparameters } from './frugal-gpt-hyperparameters.js';
import { completed } from './held-out.js';
import { searchOrder } from './order-search.js';
import { rememberPolicies } from './policy-memory.js';
import { replayPlan } from './replay.js';
import type { Verdicts } from './verdicts.js';
import { NO_VERDICTS, drawVerdicts, likelihood, posterior, verdictsOf } from './verdicts.js';

/** One LLM of a learned order. */
interface Place {
  readonly llm: LlmId;
  readonly acceptAt: number;
}

/** Works out the order for α and the pool, then the steps for one query; and plays plans on known responses. */
export function frugalGptPolicy(
  { scorer, heldOut }: CascadeModel,
  h: FrugalGptHyperparameters,
): Pick<Facets, 'policy' | 'cascade'> {
  const verdicts = h.verifier ? verdictsOf({ ...h.verifier, samples: 1, agreement: 0 }) : NO_VERDICTS;
  const columnOf = columnFinder('frugal-gpt', columnsOf(scorer.llms));
  const evidence = h.verifier
    ? `Scores of answers come from an assumed verifier (sensitivity ${h.verifier.sensitivity}, specificity ${h.verifier.specificity}).`
    : 'Scores see the query and who answers, not the answer, so they are known before anything is asked.';

  const orderFor = rememberPolicies(({ llms, cost }: Candidates, objective): readonly Place[] => {
    const { askAnyway, maxLength } = h;
    const held = completed(heldOut, llms.map(columnOf));
    const { columns, acceptAt } = searchOrder({ ...held, cost, objective, verdicts, askAnyway, maxLength });
    return columns.map((j, i) => ({ llm: llms[j] as LlmId, acceptAt: acceptAt[i] as number }));
  });
  const correlation = (a: LlmId, b: LlmId) => residualCorrelation(heldOut, columnOf(a), columnOf(b));

  return {
    policy: {
      decide(predicted, candidates, objective) {
        const order = orderFor(candidates, objective);
        const at = order.map(({ llm }) => candidates.llms.indexOf(llm));
        const p = at.map((column) => predicted[column] as number);
        const kept = placesToAsk(order, p, verdicts, h.askAnyway);
        const plan = planFor(kept, order, p, verdicts, correlation);
        const steps = plan.steps.map((step) => ({ ...step, column: at[step.column] as number }));
        return cascadeDecision({ ...plan, steps, evidence }, predicted, candidates, objective);
      },
    },
    cascade: {
      judging: {
        verifications: verdicts.samples,
        scoreOf: ({ predictedPerformance }, _next, positive) => posterior(verdicts, positive, predictedPerformance),
      },
      replay: (plan, candidates, observed, rng) =>
        replayPlan(plan, candidates, observed, ({ predictedPerformance }, y) =>
          posterior(verdicts, drawVerdicts(verdicts, y, rng), predictedPerformance),
        ),
    },
  };
}

/** Places up to the first that keeps any answer; unless `askAnyway`, without those that can keep none. */
function placesToAsk(order: readonly Place[], p: readonly number[], verdicts: Verdicts, askAnyway: boolean): number[] {
  const kept: number[] = [];
  for (const [i, { acceptAt }] of order.entries()) {
    const scores = Array.from(verdicts.right, (_, c) => posterior(verdicts, c, p[i] as number));
    if (i === order.length - 1 || Math.min(...scores) >= acceptAt) return [...kept, i];
    if (askAnyway || Math.max(...scores) >= acceptAt) kept.push(i);
  }
  return kept;
}

/**
 * Reach and expected performance: at each place, what a rejection says of the LLM that was asked moves what is expected of the
 * later ones, as far as their answers go together.
 */
function planFor(
  kept: readonly number[],
  order: readonly Place[],
  p: readonly number[],
  verdicts: Verdicts,
  correlation: (a: LlmId, b: LlmId) => number,
): Omit<Plan, 'evidence'> {
  const expected = [...p];
  const steps: { column: number; acceptAt: number; reach: number }[] = [];
  let reach = 1;
  let performance = 0;
  kept.forEach((i, at) => {
    const last = at === kept.length - 1;
    const { llm, acceptAt: threshold } = order[i] as Place;
    const acceptAt = last ? 0 : threshold;
    steps.push({ column: i, acceptAt, reach });
    const now = expected[i] as number;
    let accepted = 0;
    let right = 0;
    for (let c = 0; c <= verdicts.samples; c++) {
      if (!last && posterior(verdicts, c, p[i] as number) < acceptAt) continue;
      accepted += likelihood(verdicts, c, now);
      right += now * (verdicts.right[c] as number);
    }
    performance += reach * (last ? now : right);
    const rejected = Math.max(0, 1 - accepted);
    if (last) return;
    reach *= rejected;
    const after = rejected > 0 ? Math.max(0, now - right) / rejected : now;
    for (const later of kept.slice(at + 1)) {
      expected[later] = afterLearning(
        now,
        after,
        expected[later] as number,
        correlation(llm, (order[later] as Place).llm),
      );
    }
  });
  return { steps, performance: Math.min(1, performance) };
}
