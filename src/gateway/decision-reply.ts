import type { Ranking } from '../routing/types.js';
import type { ProviderTable } from './providers/types.js';
import { thetaHeaders } from './headers.js';
import type { ChatReply, Plan } from './types.js';

/** The decision alone, for `route_only`; docs/gateway.md describes each field. */
export function decisionReply(plan: Plan, providers: ProviderTable): ChatReply {
  const { decision, llms, expectedUsd, part } = plan;
  if (!decision) throw new RangeError('an LLM that the client named is not decided on');
  const [llm] = llms;
  const usd = (id: (typeof llms)[number]) => expectedUsd.get(id) ?? null;
  const at = (column: Ranking['predictedPerformance'], i: number) => (column ? (column[i] as number) : null);
  const { ranking, objective, policy } = decision;
  return {
    kind: 'decision',
    headers: thetaHeaders(plan, { llm: llm ?? null, attempts: 0 }),
    body: {
      id: decision.id,
      object: 'theta.decision',
      created: Math.floor(decision.createdAt / 1000),
      model: llm,
      router: decision.router,
      version: decision.version,
      pool: decision.pool,
      alpha: objective.alpha,
      expected_cost_usd: llm === undefined ? null : usd(llm),
      reason: plan.reason,
      query_characters: part.query.length,
      input_tokens: part.inputTokens,
      fallbacks: llms.slice(1),
      cascade: plan.steps,
      ranking: ranking.llms.map((id, i) => ({
        llm: id,
        score: ranking.score[i],
        predicted_performance: at(ranking.predictedPerformance, i),
        preference: at(ranking.preference, i),
        cost: ranking.cost[i],
        expected_cost_usd: usd(id),
        providers: providers.offers(id).map(({ provider }) => provider.name),
      })),
      excluded: decision.excluded,
      abstained: decision.abstention?.abstained ?? null,
      policy: policy?.reason ?? null,
    },
  };
}
