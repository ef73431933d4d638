import type { Json } from '../domain/artifact.js';
import type { RouterCalibration } from '../domain/calibration/router-calibration.js';
import type { LlmId, RouterId, VersionId } from '../domain/ids.js';
import type { Ability, Catalogue } from '../domain/llm.js';
import type { Capability, Citation, RouterOutput } from '../plugins/contract.js';
import type { BatchRequest, BatchResult } from './assignment/types.js';
import type { RouterSetManifest } from './ports.js';
import type { ServingEmbedder } from './serving-embedder.js';
import type { Caller, ComparisonEntry, QueryProfile, RouteRequest, RouteResult } from './types.js';

/** A router that is loaded and answers. */
export interface RouterInfo {
  readonly id: RouterId;
  readonly title: string;
  readonly description: string;
  readonly citation: Citation;
  readonly output: RouterOutput;
  readonly maturity: 'stable' | 'experimental';
  readonly capabilities: readonly Capability[];
  readonly version: VersionId;
  readonly isDefault: boolean;
  /** Whether it needs true responses, and so decides nothing. */
  readonly evaluationOnly: boolean;
  /** LLMs it was trained on. */
  readonly llms: readonly LlmId[];
  readonly hyperparameters: { readonly [key: string]: Json };
  /** Null for a preference, and for a version that kept no queries aside. */
  readonly calibration: RouterCalibration | null;
}

/** θ of one LLM under one router. */
export interface LlmAbility {
  readonly llm: LlmId;
  readonly router: RouterId;
  /** [dims] */
  readonly ability: Float32Array;
  /** [dims] what each dimension stands for; null where the router does not name them. */
  readonly names: readonly string[] | null;
  /** [dims] posterior standard deviation; null where the router does not know it. */
  readonly deviation: Float32Array | null;
}

/** The core use case as the API sees it. Every method works on one snapshot from start to end, and throws CANCELLED when its caller has gone. */
export interface RoutingService {
  /** Throws coded input errors; expected refusals come back as values. */
  route(request: RouteRequest, caller?: Caller): Promise<RouteResult>;
  /** One result per request, in order; a bad item becomes a refusal and does not spoil the others. Throws BATCH_TOO_LARGE. */
  routeMany(requests: readonly RouteRequest[], caller?: Caller): Promise<readonly RouteResult[]>;
  /**
   * One LLM for each query so that the whole batch stays within a budget. Not logged: a choice here belongs to its batch, and could
   * not be replayed from its own ranking. Throws coded input errors; expected refusals come back as values.
   */
  routeBatch(request: BatchRequest, caller?: Caller): Promise<BatchResult>;
  /** Every router's answer to one query with one embedding; all serving routers when none is named. */
  compare(request: RouteRequest, routers?: readonly RouterId[], caller?: Caller): Promise<readonly ComparisonEntry[]>;
  /** a, b and neighbours of a text. Throws UNKNOWN_ROUTER; UNSUPPORTED_POOL when the router has no item parameters. */
  queryProfile(text: string, router?: RouterId, caller?: Caller): Promise<QueryProfile>;
  routers(): readonly RouterInfo[];
  catalogue(): Catalogue;
  /** The named ability dimensions an operator may edit (paper C.1). */
  abilities(): readonly Ability[];
  /** θ of an LLM under each router that has abilities. */
  llmAbilities(llm: LlmId): readonly LlmAbility[];
  current(): RouterSetManifest;
  /** The embedder of `current`. */
  embedder(): ServingEmbedder;
}
