import type { LlmId } from '../../domain/ids.js';
import type { AbilityPosterior } from '../../plugins/contract.js';
import type { ServingRouter } from '../../routing/router-set.js';

/** What a router knows of θ of an LLM that it predicts for; null where it takes θ as known, or learns none. */
export const posteriorOf = ({ loaded, onboarding }: ServingRouter, llm: LlmId): AbilityPosterior | null =>
  loaded.supports(llm) ? (onboarding?.posterior(llm) ?? null) : null;
