import { scoresOf } from '../domain/evidence.js';
import type { LlmId } from '../domain/ids.js';
import type { Catalogue } from '../domain/llm.js';
import { findLlm } from '../routing/candidates.js';
import { findRouter } from '../routing/route-request.js';
import type { RouterSet } from '../routing/router-set.js';
import { adviseStopping } from './knowledge/advise.js';
import { describeKnowledge } from './knowledge/describe-knowledge.js';
import { querySample } from './knowledge/query-sample.js';
import type { CalibrationState, ColdStartSettings, LlmKnowledge } from './types.js';

/** Defaults of requests that a state is judged under. */
export interface RequestDefaults {
  readonly alpha: number;
  /** λ; null takes the one of the router set. */
  readonly warmUpWeight: number | null;
  readonly warmUpNeighbours: number;
}

interface StateDeps {
  readonly defaults: RequestDefaults;
  readonly settings: ColdStartSettings;
}

/** A sample of held-out queries as requests bring them. */
export const sampleOf = (set: RouterSet, { warmUpWeight, warmUpNeighbours }: RequestDefaults) =>
  querySample(set, { weight: warmUpWeight ?? set.manifest.warmUpWeight, neighbours: warmUpNeighbours });

/** Answers of an LLM that the evidence of a set holds. */
export const answersIn = (set: RouterSet, llm: LlmId): number => scoresOf(set.evidence, llm).rows.length;

/** What the default router knows of an LLM. */
export async function standardKnowledge(llm: LlmId, set: RouterSet, defaults: RequestDefaults): Promise<LlmKnowledge> {
  const router = findRouter(set, set.manifest.defaultRouter);
  return describeKnowledge(router, llm, await sampleOf(set, defaults));
}

/** Of one version, all of it. Throws UNKNOWN_LLM. */
export async function calibrationState(
  llm: LlmId,
  stored: number,
  { set, catalogue }: { readonly set: RouterSet; readonly catalogue: Catalogue },
  { defaults, settings }: StateDeps,
): Promise<CalibrationState> {
  const { status } = findLlm(catalogue, llm);
  return {
    llm,
    status,
    responses: stored,
    version: set.manifest.version,
    knowledge: await standardKnowledge(llm, set, defaults),
    advice: async () =>
      adviseStopping({
        llm,
        router: findRouter(set, set.manifest.defaultRouter),
        catalogue,
        batch: await sampleOf(set, defaults),
        alpha: defaults.alpha,
        responses: answersIn(set, llm),
        settings: { fewest: settings.fewestResponses, unsettled: settings.stopUnsettled, value: settings.stopValue },
      }),
    async routers() {
      const batch = await sampleOf(set, defaults);
      const known: LlmKnowledge[] = [];
      for (const router of set.routers.values()) {
        if (!router.plugin.evaluationOnly) known.push(await describeKnowledge(router, llm, batch));
      }
      return known;
    },
  };
}
