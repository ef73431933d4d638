import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { plainSigmoid } from '../../domain/logistic.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix, takeRows } from '../../domain/matrix.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import { fit } from '../../tensor/training/fit.js';
import type { TrainingRun } from '../contract.js';
import { scorerModel } from './scorer-model.js';
import type { ScorerHyperparameters } from './scorer-hyperparameters.js';

/** g(query, LLM): the probability that the LLM’s answer is right. It sees who answers, not what is answered. */
export interface Scorer {
  readonly llms: readonly LlmId[];
  readonly embeddingSize: number;
  /** [llms, embeddingSize] */
  readonly weights: Float32Array;
  /** [llms] */
  readonly offsets: Float32Array;
}

/** Responses that a scorer is fitted to, in rows of queries. */
export interface ScorerData {
  readonly llms: readonly LlmId[];
  /** [queries, embeddingSize] */
  readonly vectors: Matrix;
  /** [queries, llms] y in [0, 1], NaN where not observed. */
  readonly targets: Matrix;
  /** [queries] */
  readonly weights: Float32Array;
}

/** Fits the scorer to the queries at `rows`. Throws CANCELLED. */
export async function fitScorer(
  data: ScorerData,
  rows: Uint32Array,
  h: ScorerHyperparameters,
  run: TrainingRun,
): Promise<Scorer & { readonly validationLoss: number; readonly epochs: number }> {
  const runtime = await run.tensor();
  const { llms, vectors } = data;
  const scale = unitScale(vectors);
  const scaled = takeRows(vectors, rows);
  for (let i = 0; i < scaled.data.length; i++) scaled.data[i] = (scaled.data[i] as number) * scale;
  const { parameters, history, bestEpoch } = await fit(
    runtime,
    scorerModel(runtime, vectors.cols, llms.length, h),
    {
      vectors: scaled,
      targets: takeRows(data.targets, rows),
      weights: Float32Array.from(rows, (r) => data.weights[r] as number),
    },
    h,
    run,
  );
  const weights = new Float32Array(llms.length * vectors.cols);
  for (let j = 0; j < llms.length; j++) {
    for (let c = 0; c < vectors.cols; c++) {
      const own = parameters.deviations[c * llms.length + j] as number;
      weights[j * vectors.cols + c] = ((parameters.shared[c] as number) + own) * scale;
    }
  }
  const { validationLoss = Number.NaN } = history[bestEpoch - 1] ?? {};
  const { offsets } = parameters;
  return { llms, embeddingSize: vectors.cols, weights, offsets, validationLoss, epochs: bestEpoch };
}

/** [queries, columns.length] P̂ of the LLMs at `columns`. */
export function predictScores(s: Scorer, vectors: Matrix, columns: readonly number[], signal?: AbortSignal): Matrix {
  const out = matrix(vectors.rows, columns.length);
  for (let q = 0; q < vectors.rows; q++) {
    if ((q & 255) === 0) throwIfAborted(signal);
    for (let k = 0; k < columns.length; k++) {
      const j = columns[k] as number;
      const x = dotAt(s.weights, j * s.embeddingSize, vectors.data, q * s.embeddingSize, s.embeddingSize);
      out.data[q * columns.length + k] = plainSigmoid(x + (s.offsets[j] as number));
    }
  }
  return out;
}

/** One factor for all coordinates that brings their mean square to 1, so that a precision means the same for any embedder. */
function unitScale({ data }: Matrix): number {
  let square = 0;
  for (let i = 0; i < data.length; i++) square += (data[i] as number) ** 2;
  return square > 0 ? Math.sqrt(data.length / square) : 1;
}
