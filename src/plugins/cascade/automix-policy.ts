import type { LlmId } from '../../domain/ids.js';
import type { Candidates, CascadeStep, Facets } from '../contract.js';
import type { CascadeModel } from './artifact.js';
import type { AutomixHyperparameters } from './automix-hyperparameters.js';
import type { Plan } from './cascade-decision.js';
import { cascadeDecision } from './cascade-decision.js';
import { columnFinder, columnsOf } from '../llm-columns.js';
import { residualCorrelation } from './co-occurrence.js';
import { completed } from './held-out.js';
import { afterVerdicts, noNeed, priorBelief } from './need.js';
import { searchPair } from './pair-search.js';
import { rememberPolicies } from './policy-memory.js';
import { replayPlan } from './replay.js';
import { drawVerdicts, likelihood, verdictsOf } from './verdicts.js';

/** Chooses small and large LLM for α and the pool, then the plan for one query; and plays plans on known responses. */
export function automixPolicy(
  { scorer, heldOut }: CascadeModel,
  h: AutomixHyperparameters,
): Pick<Facets, 'policy' | 'cascade'> {
  const { rule } = h;
  const verdicts = verdictsOf(h);
  const columnOf = columnFinder('automix', columnsOf(scorer.llms));
  const correlation = (a: LlmId, b: LlmId) => residualCorrelation(heldOut, columnOf(a), columnOf(b));
  const evidence =
    `The score is ${rule === 'pomdp' ? 'the belief that the larger LLM is not needed' : 'the share of positive verdicts'} after ` +
    `${h.samples} self-verifications, whose quality is assumed (sensitivity ${h.sensitivity}, specificity ${h.specificity}).`;

  /** Score of the small LLM's answer after c positive verdicts. */
  const score = (small: number, large: number, related: number, c: number) =>
    rule === 'threshold' ? c / h.samples : noNeed(afterVerdicts(priorBelief(small, large, related), verdicts, c));

  const pairFor = rememberPolicies(({ llms, cost }: Candidates, objective) => {
    const pool = (i: number) => llms[i] as LlmId;
    const { small, large, acceptAt } = searchPair({
      ...completed(heldOut, llms.map(columnOf)),
      cost,
      objective,
      verdicts,
      rule,
      correlation: (i, j) => correlation(pool(i), pool(j)),
    });
    if (large === null) return { small: pool(small), large: null, acceptAt, related: 0 };
    const pair = { small: pool(small), large: pool(large), acceptAt };
    return { ...pair, related: correlation(pair.small, pair.large) };
  });

  const planFor = (predicted: Float32Array, { llms }: Candidates, pair: ReturnType<typeof pairFor>): Plan => {
    const small = llms.indexOf(pair.small);
    const p = predicted[small] as number;
    if (pair.large === null || pair.acceptAt <= 0) {
      return { steps: [{ column: small, acceptAt: 0, reach: 1 }], performance: p, evidence };
    }
    const large = llms.indexOf(pair.large);
    const pl = predicted[large] as number;
    const belief = priorBelief(p, pl, pair.related);
    let reach = 0;
    let performance = 0;
    for (let c = 0; c <= h.samples; c++) {
      const now = afterVerdicts(belief, verdicts, c);
      const weight = likelihood(verdicts, c, p);
      const keep = score(p, pl, pair.related, c) >= pair.acceptAt;
      if (!keep) reach += weight;
      performance += weight * (now.both + (keep ? now.onlySmall : now.onlyLarge));
    }
    // Whatever the verdicts say, the large LLM is not asked: then nothing has to be verified either.
    if (!(reach > 0)) return { steps: [{ column: small, acceptAt: 0, reach: 1 }], performance: p, evidence };
    const first = { column: small, acceptAt: pair.acceptAt, reach: 1 };
    const steps = [first, { column: large, acceptAt: 0, reach: Math.min(1, reach) }];
    return { steps, performance: Math.min(1, performance), evidence };
  };

  return {
    policy: {
      decide(predicted, candidates, objective) {
        const plan = planFor(predicted, candidates, pairFor(candidates, objective));
        return cascadeDecision(plan, predicted, candidates, objective);
      },
    },
    cascade: {
      judging: {
        verifications: h.samples,
        scoreOf: ({ llm, predictedPerformance: small }, next, positive) => {
          const related = rule === 'threshold' ? 0 : correlation(llm, next.llm);
          return score(small, next.predictedPerformance, related, positive);
        },
      },
      replay: (plan, candidates, observed, rng) =>
        replayPlan(plan, candidates, observed, (small: CascadeStep, y, large) =>
          score(
            small.predictedPerformance,
            large.predictedPerformance,
            rule === 'threshold' ? 0 : correlation(small.llm, large.llm),
            drawVerdicts(verdicts, y, rng),
          ),
        ),
    },
  };
}
