import type { RunContext } from '../../domain/run.js';
import type { TensorRuntime } from '../backend.js';
import { countResponses, gatherBatch } from './batches.js';
import { descend } from './descend.js';
import { crossEntropy } from './loss.js';
import type { FitOptions, FitResult, ResponseData, ResponseModel } from './types.js';

/**
 * Fits a response model by descend(): cross-entropy over the observed responses, each with the weight of its query, plus the
 * priors. Throws CANCELLED and HYPERPARAMETER_INVALID as descend() does.
 */
export async function fit<K extends string>(
  runtime: TensorRuntime,
  model: ResponseModel<K>,
  data: ResponseData,
  options: FitOptions,
  run: RunContext,
): Promise<FitResult<K>> {
  const responses = countResponses(data.targets);
  return descend(
    runtime,
    {
      parameters: model.parameters,
      ...(model.penalty && { penalty: model.penalty }),
      queries: data.vectors.rows,
      weights: Float64Array.from(responses, (count, q) => count * (data.weights[q] as number)),
      responses,
      loss(parameters, queries) {
        const batch = gatherBatch(runtime, data, queries);
        return crossEntropy(runtime, model.logits(parameters, batch.vectors), batch);
      },
    },
    options,
    run,
  );
}
