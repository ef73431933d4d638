import type { Logger } from 'pino';
import { anchorEvidence } from './calibration/evidence/anchor-source.js';
import type { EvidenceSource } from './calibration/evidence/source.js';
import type { Drifted } from './calibration/feedback/forgetting.js';
import { createLearningService } from './calibration/feedback/learning-service.js';
import type { LearningSchedule } from './calibration/feedback/schedule.js';
import { createLearningSchedule } from './calibration/feedback/schedule.js';
import type { FeedbackSettings } from './calibration/feedback/settings.js';
import { feedbackEvidence } from './calibration/feedback/source.js';
import type { LearningService } from './calibration/feedback/types.js';
import type { Config } from './config.js';
import { systemClock } from './domain/clock.js';
import { objective } from './domain/objective.js';
import { loadBeside } from './load-beside.js';
import type { DriftService } from './routing/drift/types.js';
import type { DecisionLog } from './routing/ports.js';
import type { RouterSetFactory } from './routing/router-set.js';
import type { SwappableRoutingService } from './routing/routing-service.js';
import type { Caller } from './routing/types.js';
import type { Store } from './store/open-store.js';
import { systemScheduler } from './store/scheduler.js';
import { takingTurns } from './take-turns.js';

export interface LearningParts {
  readonly routing: SwappableRoutingService;
  readonly store: Store;
  readonly log: DecisionLog;
  readonly drift: DriftService;
  readonly factory: RouterSetFactory;
  readonly newId: () => string;
  readonly serveCurrent: () => Promise<void>;
  readonly logger: Logger;
}

const feedbackSettings = (config: Config): FeedbackSettings => ({
  opinionWeight: config.feedbackOpinionWeight,
  halfLifeDays: config.feedbackHalfLifeDays,
  driftFactor: config.feedbackDriftFactor,
  driftAnswers: config.feedbackDriftAnswers,
  perReporter: config.feedbackPerReporter,
  influence: config.feedbackInfluence,
  trusted: config.feedbackTrusted,
});

/** Feedback that was approved, as evidence of versions that are made for another reason. */
export const configuredFeedback = (config: Config, { feedback, decisions }: Store): EvidenceSource =>
  feedbackEvidence({ feedback, decisions }, feedbackSettings(config));

/** Learning from feedback, and its schedule where one is configured; a server starts it, a command does not. */
export function configuredLearning(
  config: Config,
  { routing, store, log, drift, factory, newId, serveCurrent, logger }: LearningParts,
): { readonly learning: LearningService; readonly learningSchedule: LearningSchedule | null } {
  const learning = createLearningService({
    feedback: store.feedback,
    decisions: store.decisions,
    settings: feedbackSettings(config),
    limits: {
      leastStatements: config.feedbackLeast,
      mostChanged: config.feedbackMostChanged,
      mostShift: config.feedbackMostShift,
    },
    otherSources: [anchorEvidence(store.anchors)],
    routerSets: store.routerSets,
    load: loadBeside({ store, routing, factory }),
    drifted: async (caller) => {
      await log.flush();
      return driftedLlms(drift, caller);
    },
    conditions: () => ({
      catalogue: routing.catalogue(),
      objective: objective(config.defaultAlpha),
      warmUpNeighbours: config.warmUpNeighbours,
    }),
    clock: systemClock,
    newId,
    serveCurrent,
  });
  if (config.feedbackEvery === 0) return { learning, learningSchedule: null };
  const learningSchedule = createLearningSchedule({
    everyMinutes: config.feedbackEvery,
    approveWithinLimits: config.feedbackAuto === 'within-limits',
    learning,
    clock: systemClock,
    after: (ms, work) => systemScheduler.after(ms, work),
    turn: takingTurns(store, 'learning', config.feedbackEvery, logger),
    onUpdate: ({ manifest: { version }, over, approved, limits }) =>
      logger.info(
        { version, over, approved, unmet: limits.filter(({ met }) => !met).map(({ text }) => text) },
        approved ? 'routers learned from feedback' : 'an update from feedback waits to be approved',
      ),
    onError: (err) => logger.error({ err }, 'could not learn from feedback'),
  });
  return { learning, learningSchedule };
}

/** LLMs whose recent scores are no longer what was predicted, from the begin of the window on in which that was seen. */
async function driftedLlms(drift: DriftService, caller: Caller): Promise<Drifted> {
  const { alerts, recent } = await drift.drift({}, caller);
  return new Map(
    alerts.flatMap(({ kind, llm }) => (kind === 'PREDICTION' && llm !== null ? [[llm, recent.from]] : [])),
  );
}
