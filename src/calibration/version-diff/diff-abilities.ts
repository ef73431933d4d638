import type { LlmId } from '../../domain/ids.js';
import type { Facets } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import type { ServingRouter } from '../../routing/router-set.js';
import type { AbilityChange } from './types.js';

/** Moves below this share of the deviation, or of 1 where none is known, are rounding. */
const LEAST_MOVE = 1e-3;

/** θ of LLMs that moved from one version of a router to another; empty for a router without abilities, and for dimensions that differ in number. */
export function diffAbilities(before: ServingRouter, after: ServingRouter, llms: readonly LlmId[]): AbilityChange[] {
  const [old, now] = [before, after].map((router) => facet(router.plugin, router.loaded, 'abilities'));
  if (!old || !now || old.abilityDims !== now.abilityDims) return [];
  return llms
    .flatMap((llm) => {
      const [was, is] = [thetaOf(before, old, llm), thetaOf(after, now, llm)];
      if (!was || !is) return [];
      return Array.from({ length: old.abilityDims }, (_, dimension) => ({
        router: before.id,
        llm,
        dimension,
        name: now.abilityNames?.[dimension] ?? null,
        before: was[dimension] as Theta,
        after: is[dimension] as Theta,
      }));
    })
    .filter((change) => moveOf(change) >= LEAST_MOVE)
    .sort((a, b) => moveOf(b) - moveOf(a));
}

/** How far θ moved, in its standard deviations after. */
const moveOf = ({ before, after }: AbilityChange): number =>
  Math.abs(after.mean - before.mean) / (after.deviation ?? before.deviation ?? 1);

type Theta = AbilityChange['before'];

/** [dims]; null where the router has no ability of the LLM. */
function thetaOf(router: ServingRouter, abilities: Facets['abilities'], llm: LlmId): readonly Theta[] | null {
  if (!router.loaded.supports(llm)) return null;
  const means = abilities.ability(llm);
  const deviations = deviationsOf(router, abilities, llm, means);
  return Array.from(means, (mean, k) => ({ mean, deviation: deviations?.[k] ?? null }));
}

function deviationsOf(
  router: ServingRouter,
  abilities: Facets['abilities'],
  llm: LlmId,
  means: Float32Array,
): ArrayLike<number> | null {
  const posterior = facet(router.plugin, router.loaded, 'onboarding')?.posterior(llm);
  if (!posterior) return abilities.abilityDeviation?.(llm) ?? null;
  const dims = means.length;
  // θ in (0, 1) is learned as its logit: dθ = θ·(1 − θ)·d logit.
  const link = (k: number) =>
    abilities.abilityPrior?.scale === 'logit' ? (means[k] as number) * (1 - (means[k] as number)) : 1;
  return Array.from(means, (_, k) => Math.sqrt(posterior.covariance[k * (dims + 1)] as number) * link(k));
}
