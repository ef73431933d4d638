import type { LlmId } from '../domain/ids.js';
import type { CalibrationStatus, Catalogue } from '../domain/llm.js';
import { inTurn } from '../domain/in-turn.js';
import { findLlm } from '../routing/candidates.js';
import type { RouterSet } from '../routing/router-set.js';
import type { AnchorDeps } from './anchor-queries.js';
import { anchorQueries } from './anchor-queries.js';
import type { RequestDefaults } from './calibration-state.js';
import { answersIn, calibrationState, sampleOf, standardKnowledge } from './calibration-state.js';
import { costPerformance } from './cost-performance.js';
import type { EvidenceVersions } from './evidence/evidence-versions.js';
import type { ResponseDeps } from './submit-responses.js';
import { storeResponses } from './submit-responses.js';
import { statusOf } from './status.js';
import type { ColdStartService, ColdStartSettings, SubmitResponses } from './types.js';

export interface ColdStartDeps extends Omit<AnchorDeps, 'poolLimit'>, ResponseDeps {
  /** The set that serves, and the catalogue that requests see; asked once per look. */
  readonly serving: () => RouterSet;
  readonly catalogue: () => Catalogue;
  readonly versions: EvidenceVersions;
  /** Resolves when requests see it. */
  readonly setStatus: (llm: LlmId, status: CalibrationStatus) => Promise<unknown>;
  readonly defaults: RequestDefaults;
  readonly settings: ColdStartSettings;
}

export function createColdStartService(deps: ColdStartDeps): ColdStartService {
  const { anchors, settings, defaults } = deps;
  const now = () => ({ set: deps.serving(), catalogue: deps.catalogue() });

  const state = async (llm: LlmId) => calibrationState(llm, await anchors.count(llm), now(), deps);

  /** One at a time: a status goes by the version that its answers are in. */
  const learn = inTurn(async (llm: LlmId) => {
    const count = await anchors.count(llm);
    await deps.versions.refresh({ note: `${count} ${count === 1 ? 'answer' : 'answers'} of ${llm}`, serve: true });
    const { set, catalogue } = now();
    const knowledge = await standardKnowledge(llm, set, defaults);
    const { status, retirement } = findLlm(catalogue, llm);
    const wanted = statusOf(knowledge, answersIn(set, llm), settings);
    if (wanted !== (retirement?.formerStatus ?? status)) await deps.setStatus(llm, wanted);
  });

  return {
    async anchorQueries(request) {
      const { set, catalogue } = now();
      findLlm(catalogue, request.llm);
      return anchorQueries(request, set, { ...deps, poolLimit: settings.poolLimit });
    },

    async submitResponses({ llm, responses, serve }: SubmitResponses) {
      findLlm(deps.catalogue(), llm);
      await storeResponses({ llm, responses }, deps);
      if (serve) await learn(llm);
      return state(llm);
    },

    async calibration(llm) {
      findLlm(deps.catalogue(), llm);
      return state(llm);
    },

    async costPerformance(request) {
      const seen = now();
      return costPerformance(request, seen, await sampleOf(seen.set, defaults));
    },
  };
}
