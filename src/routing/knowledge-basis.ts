import type { LlmId } from '../domain/ids.js';
import type { AnyRouterPlugin, Facets, LoadedRouter } from '../plugins/contract.js';
import { whyNotOnboarded } from '../plugins/onboarded-router.js';

/** How a router comes to predict for an LLM; `reason` says why it does not, or cannot learn from answers, null where nothing is to be said. */
export interface KnowledgeBasis {
  readonly basis: 'TRAINED' | 'EVIDENCE' | 'PRIOR' | 'NONE';
  readonly reason: string | null;
}

export function knowledgeBasis(
  plugin: AnyRouterPlugin,
  loaded: LoadedRouter,
  onboarding: Facets['onboarding'] | null,
  llm: LlmId,
): KnowledgeBasis {
  if (loaded.llms.includes(llm)) return { basis: 'TRAINED', reason: null };
  const cannot = whyNotOnboarded(plugin);
  const why =
    cannot === null
      ? `Router ${plugin.id} has no responses of ${llm} to predict from; answers to anchor queries would do.`
      : `Router ${plugin.id} cannot learn ${llm} from its answers: ${cannot}.`;
  if (!loaded.supports(llm)) return { basis: 'NONE', reason: why };
  const learned = (onboarding?.posterior(llm)?.responses ?? 0) > 0;
  return { basis: learned ? 'EVIDENCE' : 'PRIOR', reason: cannot === null ? null : why };
}
