import type { Json } from '../domain/artifact.js';
import type { RouterId, VersionId } from '../domain/ids.js';
import type { Ability, Catalogue } from '../domain/llm.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { Progress } from '../domain/run.js';
import type { TensorBackendChoice } from '../tensor/backend.js';
import type { BuiltRouterSet } from './build-router-set.js';

/** Everything a worker thread needs to train a set; plain data, because it is copied to another thread. */
export interface TrainingTask {
  readonly responses: ResponseMatrix;
  readonly catalogue: Catalogue;
  readonly abilities: readonly Ability[];
  readonly routers: readonly { readonly id: RouterId; readonly hyperparameters: { readonly [name: string]: Json } }[];
  /** Plugins from outside, as in the configuration. */
  readonly plugins: readonly string[];
  readonly tensorBackend: TensorBackendChoice;
  readonly seed: number;
  readonly version: VersionId;
  readonly label: string;
  readonly createdAt: number;
  readonly defaultRouter: RouterId;
  readonly warmUpWeight: number;
  readonly summary: { readonly [key: string]: Json };
}

export interface TrainingWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Trains a set. Throws what training throws; CANCELLED soon after the signal fires. */
export type RunTraining = (task: TrainingTask, watch: TrainingWatch) => Promise<BuiltRouterSet>;

/** From the training thread to the one that started it. */
export type TrainingMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly result: BuiltRouterSet }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly hint: string | undefined };
