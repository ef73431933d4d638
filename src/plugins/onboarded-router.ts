import type { LlmId } from '../domain/ids.js';
import { sigmoid } from '../domain/logistic.js';
import type { Matrix } from '../domain/matrix.js';
import { matrix } from '../domain/matrix.js';
import type { AbilityPosterior, AnyRouterPlugin, Facets, LoadedRouter, RouterDeps } from './contract.js';
import { facet } from './contract.js';
import { combinationSpace } from './onboarding/combination-space.js';
import { learnAbilities } from './onboarding/learn-abilities.js';
import { onboardingFacet } from './onboarding/onboarding-facet.js';

/** A router that takes evidence into account, its own way or from outside. */
export interface OnboardedRouter {
  readonly loaded: LoadedRouter;
  /** Null for a router that does not onboard. */
  readonly onboarding: Facets['onboarding'] | null;
}

/**
 * The router with what evidence says of LLMs. One that onboards by itself, or that cannot, comes back as it is; any other that predicts performance learns an
 * LLM as a combination of those that it knows (combination-space.ts), and without evidence of an LLM predicts what it would anyway. `trained` is the
 * same object at every load of the same trained router.
 */
export async function onboardedRouter(
  plugin: AnyRouterPlugin,
  loaded: LoadedRouter,
  deps: RouterDeps,
  trained: object = loaded,
): Promise<OnboardedRouter> {
  const own = facet(plugin, loaded, 'onboarding');
  if (own || whyNotOnboarded(plugin) !== null || loaded.llms.length === 0) return { loaded, onboarding: own };
  const space = combinationSpace(loaded, deps, trained);
  const learned = await learnAbilities(space, deps);
  const onboarding = onboardingFacet(space, learned, () => null);
  if (!deps.evidence?.llms.some((llm) => learned.hasEvidence(llm))) return { loaded, onboarding };
  const facets = Object.fromEntries(plugin.capabilities.map((name) => [name, facet(plugin, loaded, name)]));
  return {
    onboarding,
    loaded: {
      ...facets,
      llms: loaded.llms,
      supports: (llm) => learned.hasEvidence(llm) || loaded.supports(llm),
      async predict(queries, candidates, signal) {
        const { llms, cost } = candidates;
        const plain = llms.flatMap((llm, j) => (learned.hasEvidence(llm) ? [] : [j]));
        if (plain.length === llms.length) return loaded.predict(queries, candidates, signal);
        const out = matrix(queries.vectors.rows, llms.length);
        if (plain.length > 0) {
          const others = {
            llms: plain.map((j) => llms[j] as LlmId),
            cost: Float32Array.from(plain, (j) => cost[j] as number),
          };
          scatter(await loaded.predict(queries, others, signal), plain, out);
        }
        const logOdds = await space.logOdds(queries, signal);
        llms.forEach((llm, j) => {
          if (!learned.hasEvidence(llm)) return;
          const { mean } = learned.posterior(llm) as AbilityPosterior;
          for (let q = 0; q < out.rows; q++) out.data[q * out.cols + j] = sigmoid(logOdds.at(q, mean));
        });
        return out;
      },
      [Symbol.asyncDispose]: () => loaded[Symbol.asyncDispose](),
    },
  };
}

/** Why evidence tells a router nothing of a newcomer; null for one that learns from it. */
export function whyNotOnboarded({ cannotOnboard, output, evaluationOnly }: AnyRouterPlugin): string | null {
  if (cannotOnboard !== undefined) return cannotOnboard;
  if (evaluationOnly) return 'it knows nothing but the responses of an evaluation';
  return output === 'performance' ? null : 'it learns preferences between LLMs, which scores of one LLM do not tell';
}

/** Column i of `from` becomes column `to[i]` of `out`. */
function scatter(from: Matrix, to: readonly number[], out: Matrix): void {
  for (let q = 0; q < from.rows; q++) {
    to.forEach((j, i) => (out.data[q * out.cols + j] = from.data[q * from.cols + i] as number));
  }
}
