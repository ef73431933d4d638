import type { LlmId } from '../../domain/ids.js';
import type { AbilityPosterior } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import type { RouterSet, ServingRouter } from '../../routing/router-set.js';
import type { LlmKnowledge } from '../types.js';

/** How a router comes to predict for an LLM. */
export function basisOf(
  { id, plugin, loaded }: ServingRouter,
  { evidence }: RouterSet,
  llm: LlmId,
): Pick<LlmKnowledge, 'basis' | 'reason'> {
  if (loaded.llms.includes(llm)) return { basis: 'TRAINED', reason: null };
  if (!loaded.supports(llm)) {
    return { basis: 'NONE', reason: `Router ${id} has no responses of ${llm} to predict from.` };
  }
  const learns = plugin.capabilities.includes('onboarding') && evidence.llms.includes(llm);
  return { basis: learns ? 'EVIDENCE' : 'PRIOR', reason: null };
}

/** What a router knows of θ; null where it takes θ as known, or has none. */
export function posteriorOf({ plugin, loaded }: ServingRouter, llm: LlmId): AbilityPosterior | null {
  return loaded.supports(llm) ? (facet(plugin, loaded, 'onboarding')?.posterior(llm) ?? null) : null;
}
