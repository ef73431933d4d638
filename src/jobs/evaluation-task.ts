import type { Ability, Catalogue } from '../domain/llm.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { EvaluationReport } from '../evaluation/report.js';
import type { IndexChoice } from '../index/neighbour-index.js';
import type { TensorBackendChoice } from '../tensor/backend.js';
import type { EmbedderSettings } from '../tensor/embedders/host.js';
import type { EmbedderSpec } from '../tensor/embedders/spec.js';
import type { EvaluationRequest } from './types.js';
import type { Watch } from './worker-messages.js';

/** Everything a worker thread needs to evaluate; plain data, because it is copied to another thread. */
export interface EvaluationTask {
  readonly request: EvaluationRequest;
  /** Trained on, or cross-validated where `test` is null. */
  readonly train: ResponseMatrix;
  readonly test: ResponseMatrix | null;
  readonly catalogue: Catalogue;
  readonly abilities: readonly Ability[];
  /** Plugins from outside, as in the configuration. */
  readonly plugins: readonly string[];
  readonly tensorBackend: TensorBackendChoice;
  readonly index: IndexChoice;
  readonly embedders: EmbedderSettings;
  /** To train with. */
  readonly embedder: EmbedderSpec;
  /** What the names of embedders in the parameters stand for. */
  readonly namedEmbedders: Readonly<Record<string, EmbedderSpec>>;
  readonly warmUpNeighbours: number;
}

/** Evaluates. Throws what training and evaluation throw; CANCELLED soon after the signal fires. */
export type RunEvaluation = (task: EvaluationTask, watch: Watch) => Promise<EvaluationReport>;
