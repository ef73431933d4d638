import { ComparisonFields, DecisionFields, RankedLlmFields } from './operations';
import { readFragment } from '../../gql';
import type { FragmentType } from '../../gql';
import type { ComparisonFieldsFragment, DecisionFieldsFragment, RankedLlmFieldsFragment } from '../../gql/graphql';
import { rankAt, scoreAt } from './at-alpha';
import type { Scored } from './at-alpha';

/** A decision with its ranking, at the α on the slider. */
export interface ShownDecision extends Omit<DecisionFieldsFragment, 'ranking'> {
  readonly ranking: readonly RankedLlmFieldsFragment[];
  /** Whether the explanation still speaks of another α; the server's words come a moment later. */
  readonly isAhead: boolean;
}

/** P̂ and C of ranked LLMs; null for a preference, which does not weigh cost. */
export const scoredOf = (
  ranking: readonly { readonly predictedPerformance: number | null; readonly cost: number }[],
): Scored[] | null =>
  ranking.some(({ predictedPerformance }) => predictedPerformance === null)
    ? null
    : ranking.map(({ predictedPerformance, cost }) => ({ performance: predictedPerformance ?? 0, cost }));

/** Makes the server's decision anew for an α: P̂ and C do not depend on it, so the page can weigh them itself. */
export function decisionAt(of: FragmentType<typeof DecisionFields>, alpha: number | null): ShownDecision {
  const decision = readFragment(DecisionFields, of);
  const ranking = readFragment(RankedLlmFields, decision.ranking);
  const scored = decision.cascade ? null : scoredOf(ranking);
  if (alpha === null || alpha === decision.alpha || !scored) return { ...decision, ranking, isAhead: false };
  const ranked = rankAt(scored, alpha).flatMap((i) => {
    const candidate = ranking[i];
    return candidate ? [{ ...candidate, score: scoreAt(scored[i] as Scored, alpha) }] : [];
  });
  const [best] = ranked;
  if (!best) return { ...decision, ranking, isAhead: false };
  const { llm, score, cost, predictedPerformance } = best;
  return { ...decision, llm, score, cost, predictedPerformance, alpha, ranking: ranked, isAhead: true };
}

/** A router's entry of a comparison for an α; entries that the page cannot weigh stay as the server decided. */
export function entryAt(
  of: FragmentType<typeof ComparisonFields>,
  alpha: number | null,
  names: ReadonlyMap<string, string>,
): ComparisonFieldsFragment {
  const entry = readFragment(ComparisonFields, of);
  const { result } = entry;
  if (alpha === null || result.__typename !== 'RoutingDecision' || result.cascade || result.alpha === alpha)
    return entry;
  const { llms, predictedPerformance, cost } = result.rankingColumns;
  if (!predictedPerformance) return entry;
  const scored = llms.map((_, i) => ({ performance: predictedPerformance[i] ?? 0, cost: cost[i] ?? 0 }));
  const [i = 0] = rankAt(scored, alpha);
  const chosen = scored[i];
  const id = llms[i];
  if (!chosen || id === undefined) return entry;
  return {
    ...entry,
    result: {
      ...result,
      llm: { ...result.llm, id, name: names.get(id) ?? id },
      alpha,
      predictedPerformance: chosen.performance,
      cost: chosen.cost,
      score: scoreAt(chosen, alpha),
    },
  };
}
