import type { LlmId, PoolId, RouterId, VersionId } from '../../domain/ids.js';
import type { Caller, Neighbour } from '../types.js';
import type { LayoutState } from './layouts.js';
import type { LayoutMethod } from '../../tensor/projection/lay-out.js';

export interface QueryMapRequest {
  /** Chooses, and says how hard queries are where it can; the default router when absent. */
  readonly router?: RouterId | undefined;
  /** α in [0, 1]; the default of the server when absent. */
  readonly alpha?: number | undefined;
  readonly pool?: PoolId | undefined;
  /** Only queries of this task. */
  readonly task?: string | undefined;
  /** Only queries of this cluster. */
  readonly cluster?: number | undefined;
  /** Points, 1 to 20,000; 4,000 when absent. */
  readonly limit?: number | undefined;
}

/** Training queries on a plane. Entry i of every column is point i. */
export interface QueryMap {
  readonly version: VersionId;
  readonly method: LayoutMethod;
  readonly state: LayoutState;
  readonly trustworthiness: number | null;
  /** Queries that fit the request, of which the points are a sample. */
  readonly queries: number;
  readonly ids: readonly string[];
  /** In [−1, 1]. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Of all training queries, the most frequent first; null where a query has none. */
  readonly tasks: readonly { readonly task: string | null; readonly queries: number }[];
  /** Place in `tasks`. */
  readonly task: Uint16Array;
  /** Number of the cluster; null where no router keeps clusters. */
  readonly clusters: { readonly router: RouterId; readonly numbers: Int32Array } | null;
  /** 1 − mean P̂, in [0, 1]; null where no router of the version has item parameters. */
  difficulty(): Promise<{ readonly router: RouterId; readonly values: Float32Array } | null>;
  /** Throws what a pool throws, ALPHA_OUT_OF_RANGE, UNSUPPORTED_POOL. */
  choices(): Promise<MapChoices>;
}

/** What a router chooses for each point. */
export interface MapChoices {
  readonly router: RouterId;
  readonly alpha: number;
  readonly pool: PoolId | null;
  /** Those that are chosen for a point, the most frequent first. */
  readonly llms: readonly { readonly llm: LlmId; readonly queries: number }[];
  /** Place in `llms`. */
  readonly llm: Uint16Array;
}

export interface SimilarRequest {
  /** Exactly one of text and query. */
  readonly text?: string | undefined;
  /** Id of a training query. */
  readonly query?: string | undefined;
  /** 1 to 100; 10 when absent. */
  readonly k?: number | undefined;
  /** Whose scale of difficulty, where it has one; the default router when absent. */
  readonly router?: RouterId | undefined;
}

/** A training query with what routers have learned of it. */
export interface SimilarQuery extends Neighbour {
  /** 1 − mean P̂ by `difficultyRouter`, in [0, 1]; null where no router can tell. */
  readonly difficulty: number | null;
  /** Number of its cluster; null where no router keeps clusters. */
  readonly cluster: number | null;
  /** Where it lies on the map of now. */
  readonly place: () => Promise<MapPlace>;
}

export interface MapPlace {
  readonly x: number;
  readonly y: number;
  readonly method: LayoutMethod;
}

export interface SimilarQueries {
  readonly version: VersionId;
  readonly difficultyRouter: RouterId | null;
  /** The query that was asked about; null for a text. */
  readonly query: SimilarQuery | null;
  /** The most similar first, without the query itself. */
  readonly neighbours: readonly SimilarQuery[];
  /** Where the query lies, or the text would: at the mean of its 5 nearest, weighted by 1 / distance. Null without queries. */
  readonly place: () => Promise<MapPlace | null>;
}

/** The training queries of the serving set as a space: a map of it, and what is near. */
export interface QueryMapService {
  /** Throws UNKNOWN_ROUTER; PAGE_INVALID for a limit out of its range; BAD_USER_INPUT for a task or cluster that does not exist. */
  map(request: QueryMapRequest): Promise<QueryMap>;
  /** Throws what a query text throws; BAD_USER_INPUT for an id that is no training query or where not exactly one is given. */
  similar(request: SimilarRequest, caller?: Caller): Promise<SimilarQueries>;
  /** Stops what is under way. */
  close(): Promise<void>;
}
