import type { LlmId } from '../../domain/ids.js';
import type { Catalogue } from '../../domain/llm.js';
import type { RankedLlm } from '../../routing/abilities/ability-views.js';
import type { NamedAbility } from '../../routing/abilities/named-abilities.js';
import type { DifficultyPart, RoutingAnalysis } from '../../routing/abilities/routing-analysis.js';
import type { AbilityRankType, AbilityType } from '../../schema/ability.type.js';
import type { LlmAbilityType } from '../../schema/llm.type.js';
import type { DifficultyPartType, LlmShareType, RoutingAnalysisType } from '../../schema/difficulty.type.js';

/** With the ability behind it, for the fields that are computed when asked for. */
export interface AbilityView extends AbilityType {
  readonly ability: NamedAbility;
}

export const abilityView = (ability: NamedAbility): AbilityView => ({
  id: ability.id,
  name: ability.name,
  description: ability.description,
  router: ability.home?.router.id ?? null,
  ability,
});

/** LLMs that have left the catalogue are not shown; the others keep their ranks. */
export const rankView = ({ llm: id, ...rest }: RankedLlm, catalogue: Catalogue): AbilityRankType[] => {
  const llm = catalogue.llms.get(id);
  return llm ? [{ ...rest, llm }] : [];
};

export const analysisView = (
  { objective, pool, hardest, easiest, ...rest }: RoutingAnalysis,
  catalogue: Catalogue,
): RoutingAnalysisType => ({
  ...rest,
  alpha: objective.alpha,
  pool: pool as string,
  hardest: partView(hardest, catalogue),
  easiest: partView(easiest, catalogue),
});

const partView = ({ shares, ...rest }: DifficultyPart, catalogue: Catalogue): DifficultyPartType => ({
  ...rest,
  shares: shares.flatMap(({ llm: id, share }): LlmShareType[] => {
    const llm = catalogue.llms.get(id);
    return llm ? [{ llm, share }] : [];
  }),
});

/** With the LLM behind it, whose deviations are computed when asked for. */
export interface LlmAbilityView extends LlmAbilityType {
  readonly llm: LlmId;
}
