import type { Logger } from 'pino';
import type { Config } from './config.js';
import type { EvidenceVersions } from './calibration/evidence/evidence-versions.js';
import { createEvidenceVersions } from './calibration/evidence/evidence-versions.js';
import { anchorEvidence } from './calibration/evidence/anchor-source.js';
import type { EvidenceSource } from './calibration/evidence/source.js';
import { createGraders } from './calibration/graders/index.js';
import { createColdStartService } from './calibration/service.js';
import type { ColdStartService } from './calibration/types.js';
import { systemClock } from './domain/clock.js';
import { configuredJudge } from './jobs/grading/judge.js';
import type { LlmRegistry } from './routing/catalogue/llm-registry.js';
import type { SwappableRoutingService } from './routing/routing-service.js';
import type { Store } from './store/open-store.js';

interface ColdStartParts {
  readonly store: Store;
  readonly routing: SwappableRoutingService;
  readonly registry: Pick<LlmRegistry, 'setStatus'>;
  readonly versions: EvidenceVersions;
}

interface EvidenceParts extends Pick<ColdStartParts, 'store' | 'routing'> {
  /** Besides the answers to anchor queries. */
  readonly more: readonly EvidenceSource[];
  readonly newId: () => string;
  readonly serveCurrent: () => Promise<void>;
}

/** Versions of what serves that learn from answers and feedback without a training. */
export const createEvidence = ({ store, routing, more, newId, serveCurrent }: EvidenceParts): EvidenceVersions =>
  createEvidenceVersions({
    sources: evidenceSources(store, more),
    serving: () => routing.serving(),
    routerSets: store.routerSets,
    clock: systemClock,
    newId,
    serveCurrent,
  });

/** Everything that is known beyond training responses. */
export const evidenceSources = ({ anchors }: Store, more: readonly EvidenceSource[]): readonly EvidenceSource[] => [
  anchorEvidence(anchors),
  ...more,
];

/** Cold start as the configuration wants it. */
export const createColdStart = (
  config: Config,
  { store, routing, registry, versions }: ColdStartParts,
): ColdStartService =>
  createColdStartService({
    serving: () => routing.serving(),
    catalogue: () => routing.catalogue(),
    anchors: store.anchors,
    texts: store.queryTexts,
    responses: store.responses,
    versions,
    setStatus: (llm, status) => registry.setStatus(llm, status),
    maxBatch: config.maxBatch,
    // No command: what comes over the API runs nothing on this machine.
    graders: createGraders({ judge: configuredJudge(config) }),
    defaults: {
      alpha: config.defaultAlpha,
      warmUpWeight: config.warmUpWeight ?? null,
      warmUpNeighbours: config.warmUpNeighbours,
    },
    settings: {
      poolLimit: config.anchorPool,
      warmingWidth: config.warmingWidth,
      calibratedWidth: config.calibratedWidth,
      fewestResponses: config.calibratedResponses,
      stopUnsettled: config.stopUnsettled,
      stopValue: config.stopValue,
    },
  });

/** Brings answers that a newly trained version has not seen into it. That it could not is no reason to take the training back. */
export const bringIn = async (versions: EvidenceVersions, logger: Logger): Promise<void> => {
  const change = { note: 'answers that it was not trained on', serve: true };
  await versions
    .refresh(change)
    .catch((error: unknown) => logger.error({ err: error }, 'evidence could not be brought into the new version'));
};
