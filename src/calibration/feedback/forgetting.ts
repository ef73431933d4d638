import type { LlmId } from '../../domain/ids.js';
import type { FeedbackSettings } from './settings.js';

const DAY_MS = 86_400_000;

/** LLMs whose answers are no longer what was predicted, each with the moment from which that was seen. */
export type Drifted = ReadonlyMap<LlmId, number>;

/**
 * What is left of the weight of a statement: 2^(−age / half-life). A statement about an LLM that has drifted since has a half-life that is
 * `driftFactor` times shorter. 1 for one that lies ahead.
 */
export function retention(
  { halfLifeDays, driftFactor }: Pick<FeedbackSettings, 'halfLifeDays' | 'driftFactor'>,
  at: number,
  now: number,
  llms: readonly LlmId[],
  drifted: Drifted,
): number {
  if (halfLifeDays === 0) return 1;
  const days = Math.max(0, now - at) / DAY_MS;
  const faster = llms.some((llm) => at < (drifted.get(llm) ?? -Infinity)) ? driftFactor : 1;
  return 2 ** ((-days * faster) / halfLifeDays);
}
