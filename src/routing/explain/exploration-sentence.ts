import type { LlmId } from '../../domain/ids.js';
import type { PolicyDecision } from '../../plugins/contract.js';
import type { Exploration, Ranking } from '../types.js';

/** Says that chance chose, and what the router would have chosen; `ranking` has the drawn LLM first and that one second. */
export function explorationSentence(
  { ranking, policy }: { readonly ranking: Ranking; readonly policy: PolicyDecision | null },
  { propensity, epsilon }: Exploration,
  name: (id: LlmId) => string,
): string {
  const [drawn, own] = ranking.llms as [LlmId, LlmId];
  const gap = ((ranking.score[1] as number) - (ranking.score[0] as number)).toFixed(3);
  const because = policy ? ` (${policy.reason.replace(/\.$/, '')})` : `, whose score is ${gap} better`;
  return (
    `This is exploration: ${name(drawn)} was drawn at random from ${ranking.llms.length} candidates to learn how it does ` +
    `(ε = ${figure(epsilon)}, propensity ${figure(propensity)}). The router's own choice is ${name(own)}${because}.`
  );
}

const figure = (x: number): string => String(Number(x.toPrecision(3)));
