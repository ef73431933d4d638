import type { Json } from '../domain/artifact.js';
import type { ErrorCode } from '../domain/errors.js';
import type { RouterId, VersionId } from '../domain/ids.js';
import type { Stream } from '../domain/paced-stream.js';
import type { Progress } from '../domain/run.js';
import type { Curve } from './curves.js';
import type { EmbedCounts } from './embed-texts.js';
import type { RefitReport, RefitRequest } from './refit/types.js';

/** What to train a new router set from: responses in the store. */
export interface TrainingRequest {
  readonly label: string;
  /** Routers to train; every trainable one when empty. */
  readonly routers: readonly RouterId[];
  /** Imports to use, by source name; everything stored when empty. */
  readonly sources: readonly string[];
  readonly seed: number;
  /** By router id; what is not given takes its default. */
  readonly hyperparameters: { readonly [router: string]: { readonly [name: string]: Json } };
  /** Name of an embedder (docs/embedders.md); null takes the configured one. */
  readonly embedder: string | null;
  /** Serve the new version when it is ready. */
  readonly promote: boolean;
}

/** Which embedder the serving version is to be trained on anew. */
export interface ReembedRequest {
  /** Name of an embedder; null takes the configured one. */
  readonly embedder: string | null;
  /** Routers to train; those of the serving version when empty. */
  readonly routers: readonly RouterId[];
  /** Imports to use; those of the serving version when empty. */
  readonly sources: readonly string[];
  /** Null names it after the embedder. */
  readonly label: string | null;
  readonly promote: boolean;
}

/** What to measure, and on which of the responses in the store. */
export interface EvaluationRequest {
  /** Id of an evaluation protocol, for example a table of the paper. */
  readonly protocol: string;
  readonly label: string;
  /** Imports to train on, by source name; everything stored when empty. */
  readonly sources: readonly string[];
  /** Imports to score on; when empty the training data are cross-validated. */
  readonly testSources: readonly string[];
  /** Folds of the cross-validation; null takes the protocol's number. */
  readonly folds: number | null;
  readonly foldSeed: number;
  /** Routers to compare; those of the protocol when empty. */
  readonly routers: readonly RouterId[];
  /** Weights of performance, each in [0, 1]; those of the protocol when empty. */
  readonly alphas: readonly number[];
  readonly seed: number;
  /** Name of an embedder to train with; null takes the configured one. */
  readonly embedder: string | null;
  /** λ; null takes the protocol's, or the one of the trained sets. */
  readonly warmUpWeight: number | null;
  /** Of the protocol; what is not given takes its default. */
  readonly parameters: { readonly [name: string]: Json };
}

export type JobStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** Times are milliseconds since 1970. */
interface JobState {
  readonly id: string;
  readonly status: JobStatus;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly progress: Progress | null;
  /** What its steps have measured so far, bounded. */
  readonly curves: readonly Curve[];
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly hint: string | null } | null;
}

export interface TrainingJob extends JobState {
  readonly kind: 'TRAINING';
  readonly request: TrainingRequest;
  /** The version it made. */
  readonly version: VersionId | null;
  /** Texts it embedded and found embedded; null before it ends, and for an embedder learned from the queries. */
  readonly embedding: EmbedCounts | null;
}

export interface EvaluationJob extends JobState {
  readonly kind: 'EVALUATION';
  readonly request: EvaluationRequest;
  /** Id of the stored report. */
  readonly evaluation: string | null;
}

export interface RefitJob extends JobState {
  readonly kind: 'REFIT';
  readonly request: RefitRequest;
  /** The candidate that it made; null before it ends. */
  readonly version: VersionId | null;
  readonly report: RefitReport | null;
}

/** Long work off the request path, as it stands now. */
export type Job = TrainingJob | EvaluationJob | RefitJob;

/** At once, or when the database has answered. */
export type Awaitable<T> = T | Promise<T>;

/** Jobs, each in a worker thread of the process that does it. */
export interface JobService {
  /**
   * Throws UNKNOWN_ROUTER, HYPERPARAMETER_INVALID, CONFIG_INVALID for an unknown embedder or TRAINING_DATA_INSUFFICIENT
   * before anything starts.
   */
  train(request: TrainingRequest): Promise<TrainingJob>;
  /** Repeats the training of the serving version with another embedder. Throws what train throws, and NO_ROUTER_SET. */
  reembed(request: ReembedRequest): Promise<TrainingJob>;
  /**
   * Throws BAD_USER_INPUT, UNKNOWN_ROUTER, ALPHA_OUT_OF_RANGE, WARM_UP_OUT_OF_RANGE or TRAINING_DATA_INSUFFICIENT
   * before anything starts.
   */
  evaluate(request: EvaluationRequest): Promise<EvaluationJob>;
  /** Null for an unknown id. */
  get(id: string): Awaitable<Job | null>;
  /** Newest first. */
  list(): Awaitable<readonly Job[]>;
  /** Stops a waiting or running job; one that has ended stays as it is. Null for an unknown id. */
  cancel(id: string): Awaitable<Job | null>;
  /**
   * The job as it stands, then each change until it has ended. A reader that is slower than the job sees the latest state
   * and never misses the last. Null for an unknown id.
   */
  watch(id: string): Awaitable<Stream<Job> | null>;
  /** Every change of any job from now on, of each job the latest for a slow reader; ends when the server stops. */
  watchAll(): Stream<Job>;
  /** Readers of `watch` and `watchAll` that have not ended. */
  watchers(): number;
}
