import type { AccessService } from '../access/service.js';
import type { PreviewService } from '../calibration/preview/types.js';
import type { LearningSchedule } from '../calibration/feedback/schedule.js';
import type { LearningService } from '../calibration/feedback/types.js';
import type { ColdStartService } from '../calibration/types.js';
import type { VersionId } from '../domain/ids.js';
import type { GatewayCallRepository } from '../gateway/ports.js';
import type { GatewayService } from '../gateway/types.js';
import type { EvaluationService } from '../jobs/evaluation-service.js';
import type { RefitService } from '../jobs/refit/refit-service.js';
import type { RefitSchedule } from '../jobs/refit/schedule.js';
import type { ForgetService } from '../jobs/forget/forget.js';
import type { RetentionService } from '../jobs/retention/retention.js';
import type { RetentionSchedule } from '../jobs/retention/schedule.js';
import type { JobService } from '../jobs/types.js';
import type { RouterRegistry } from '../plugins/registry.js';
import type { AbilityService } from '../routing/abilities/service.js';
import type { LlmRegistry } from '../routing/catalogue/llm-registry.js';
import type { PoolService } from '../routing/catalogue/pool-service.js';
import type { ClusterService } from '../routing/clusters.js';
import type { DriftMonitor } from '../routing/drift/monitor.js';
import type { DriftService } from '../routing/drift/types.js';
import type { FeedbackService } from '../routing/feedback.js';
import type { DecisionRepository, RouterSetManifest } from '../routing/ports.js';
import type { PriceService } from '../routing/prices.js';
import type { QueryMapService } from '../routing/query-map/types.js';
import type { RoutingService } from '../routing/service.js';
import type { Shadow } from '../routing/shadow/shadow.js';
import type { LiveDecisions } from '../routing/traffic/live-decisions.js';
import type { TrafficService } from '../routing/traffic/types.js';
import type { WhatIfService } from '../routing/what-if/types.js';

/** Stored router sets, and the switch from one to another. */
export interface RouterSetService {
  list(): Promise<readonly RouterSetManifest[]>;
  /** Resolves when the version answers requests. Throws UNKNOWN_VERSION. */
  promote(version: VersionId): Promise<RouterSetManifest>;
}

export interface TrainingSourceService {
  sources(): Promise<readonly { readonly source: string; readonly queries: number; readonly responses: number }[]>;
}

/** The use cases behind the API; resolvers reach them through the context. */
export interface ApiServices {
  readonly access: AccessService;
  readonly routing: RoutingService;
  /** What can be trained and measured. */
  readonly plugins: RouterRegistry;
  readonly jobs: JobService;
  readonly evaluations: EvaluationService;
  readonly decisions: DecisionRepository;
  readonly feedback: FeedbackService;
  readonly clusters: ClusterService;
  readonly abilities: AbilityService;
  readonly queryMap: QueryMapService;
  readonly whatIf: WhatIfService;
  readonly traffic: TrafficService;
  /** Of this server alone. */
  readonly liveDecisions: LiveDecisions;
  readonly preview: PreviewService;
  /** Null where no shadow router is configured. */
  readonly shadow: Shadow | null;
  readonly drift: DriftService;
  /** Null where it is off. */
  readonly driftMonitor: DriftMonitor | null;
  readonly routerSets: RouterSetService;
  readonly learning: LearningService;
  /** Null where it is off. */
  readonly learningSchedule: LearningSchedule | null;
  readonly refits: RefitService;
  /** Null where it is off. */
  readonly refitSchedule: RefitSchedule | null;
  readonly forgetting: ForgetService;
  readonly retention: RetentionService;
  /** Null where everything is kept for ever. */
  readonly retentionSchedule: RetentionSchedule | null;
  readonly responses: TrainingSourceService;
  readonly prices: PriceService;
  readonly coldStart: ColdStartService;
  readonly registry: LlmRegistry;
  readonly pools: PoolService;
  readonly gateway: GatewayService;
  readonly gatewayCalls: GatewayCallRepository;
}
