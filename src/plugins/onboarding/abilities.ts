import type { LlmId } from '../../domain/ids.js';
import type { AbilityPosterior } from '../contract.js';
import type { LearnedAbilities } from './learn-abilities.js';

/**
 * θ that a router predicts with, [dims]: as evidence has it where that speaks of the LLM, else `before(llm)`, which throws UNKNOWN_LLM or gives null to
 * have the prior over LLMs. `from` takes θ from the scale of the update. Each is worked out once.
 */
export function abilitiesOf(
  learned: LearnedAbilities,
  before: (llm: LlmId) => Float32Array | null,
  from: (theta: number) => number = (theta) => theta,
): (llm: LlmId) => Float32Array {
  const cache = new Map<LlmId, Float32Array>();
  return (llm) => {
    const known = cache.get(llm);
    if (known) return known;
    const kept = learned.hasEvidence(llm) ? null : before(llm);
    const theta = kept ?? Float32Array.from((learned.posterior(llm) as AbilityPosterior).mean, from);
    cache.set(llm, theta);
    return theta;
  };
}
