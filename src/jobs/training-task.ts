import type { Json } from '../domain/artifact.js';
import type { RouterId, VersionId } from '../domain/ids.js';
import type { Ability, Catalogue } from '../domain/llm.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { TensorBackendChoice } from '../tensor/backend.js';
import type { AnnotatorSettings } from './annotators/settings.js';
import type { BuiltRouterSet, CalibrationSettings } from './build-router-set.js';
import type { EmbeddedTraining } from './training-vectors.js';
import type { Watch } from './worker-messages.js';

/** Everything a worker thread needs to train a set; plain data, because it is copied to another thread. */
export interface TrainingTask {
  readonly responses: ResponseMatrix;
  /** Made beforehand, one row for each query of `responses`; null learns the lexical embedder. */
  readonly embedded: EmbeddedTraining | null;
  readonly catalogue: Catalogue;
  readonly abilities: readonly Ability[];
  readonly routers: readonly {
    readonly id: RouterId;
    readonly hyperparameters: { readonly [name: string]: Json };
    /** Left out, with a note, where the data do not suffice for it. */
    readonly optional: boolean;
  }[];
  /** Plugins from outside, as in the configuration. */
  readonly plugins: readonly string[];
  readonly tensorBackend: TensorBackendChoice;
  /** Which LLM annotates clusters; null lets words decide. */
  readonly annotator: AnnotatorSettings | null;
  readonly seed: number;
  readonly version: VersionId;
  readonly label: string;
  readonly createdAt: number;
  readonly defaultRouter: RouterId;
  readonly warmUpWeight: number;
  readonly calibration: CalibrationSettings | null;
  readonly summary: { readonly [key: string]: Json };
}

/** Trains a set; may take over the memory of `embedded`. Throws what training throws; CANCELLED soon after the signal fires. */
export type RunTraining = (task: TrainingTask, watch: Watch) => Promise<BuiltRouterSet>;
