import type { LlmId } from '../../domain/ids.js';
import type { Abstention } from '../abstention.js';

/**
 * Says first what stands above the router's choice, or would; null for a query like the training queries. `own` is the router's
 * choice.
 */
export function abstentionSentence(
  { code, abstained, reason, llm, at }: Abstention,
  own: LlmId,
  name: (id: LlmId) => string,
): string | null {
  if (code === 'LIKE_TRAINING' || code === 'NO_TRAINING_QUERIES') return null;
  if (!abstained)
    return `This query is unlike the training queries, but the safe LLM ${name(llm)} cannot be taken. ${reason}`;
  const choice = at === 0 ? "It is also the router's own choice." : `The router's own choice is ${name(own)}.`;
  return `This query is unlike the training queries, so the safe LLM ${name(llm)} answers. ${reason} ${choice}`;
}
