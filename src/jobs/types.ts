import type { Json } from '../domain/artifact.js';
import type { ErrorCode } from '../domain/errors.js';
import type { RouterId, VersionId } from '../domain/ids.js';
import type { Progress } from '../domain/run.js';

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
  /** Serve the new version when it is ready. */
  readonly promote: boolean;
}

export type JobStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** Long work off the request path, as it stands now. Times are milliseconds since 1970. */
export interface Job {
  readonly id: string;
  readonly status: JobStatus;
  readonly request: TrainingRequest;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly progress: Progress | null;
  /** The version it made. */
  readonly version: VersionId | null;
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
}

/** Runs training one at a time in a worker thread; jobs live as long as the server. */
export interface JobService {
  /** Throws UNKNOWN_ROUTER, HYPERPARAMETER_INVALID or TRAINING_DATA_INSUFFICIENT before anything starts. */
  train(request: TrainingRequest): Promise<Job>;
  /** Null for an unknown id. */
  get(id: string): Job | null;
  /** Newest first. */
  list(): readonly Job[];
  /** Stops a waiting or running job; one that has ended stays as it is. Null for an unknown id. */
  cancel(id: string): Job | null;
}
