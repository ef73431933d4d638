import type { LlmId } from '../domain/ids.js';
import type { RoutingDecision } from '../routing/types.js';
import type { KeepOrSwitch } from './sticky/keep.js';
import type { Recalled } from './sticky/memory.js';

const figure = (x: number): string => Number(x.toPrecision(3)).toString();

/** Why this LLM is asked first, in one line. */
export function reasonOf(
  decision: RoutingDecision,
  llm: LlmId,
  sticky: KeepOrSwitch | null,
  recalled: Recalled | null,
  maxCostUsd: number | undefined,
): string {
  if (maxCostUsd !== undefined) return `best of those expected to cost at most ${maxCostUsd} USD`;
  const { ranking, abstention, exploration, policy, router } = decision;
  if (abstention?.abstained) return 'safe LLM: the query is unlike any training query';
  if (exploration?.explored) return `drawn by exploration with probability ${figure(exploration.propensity)}`;
  if (sticky && recalled) return aboutCache(sticky, recalled);
  if (policy?.steps && policy.steps.length > 1)
    return `cascade of ${router}: ${policy.steps.map((s) => s.llm).join(', then ')}`;
  const score = ranking.score[ranking.llms.indexOf(llm)] as number;
  const kind = ranking.predictedPerformance ? 'score' : 'preference';
  const before = recalled && recalled.llm !== llm ? `; ${recalled.llm} answered before` : '';
  return `best ${kind} ${figure(score)} of ${ranking.llms.length} by ${router}${before}`;
}

function aboutCache({ kept, gain, loss, lossUsd, llm }: KeepOrSwitch, { llm: before, cachedTokens }: Recalled): string {
  const cache = `cache of ${cachedTokens} tokens (${figure(lossUsd)} USD, ${figure(loss)} of score)`;
  if (!kept) return `switched from ${before} to ${llm}: gain ${figure(gain)} beats its ${cache}`;
  if (gain <= 0) return `kept ${llm}: it is still the best`;
  return `kept ${llm}: a gain of ${figure(gain)} does not beat its ${cache}`;
}
