import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { keptFor, remembered } from '../../domain/remembered.js';
import type { QueryBatch } from '../../plugins/contract.js';
import type { ServingRouter } from '../../routing/router-set.js';

const kept = new WeakMap<QueryBatch, WeakMap<ServingRouter, Promise<Matrix>>>();

/**
 * [queries] P̂ of an LLM on a sample. A router predicts once for all LLMs that it was trained with: what it looks up per query, such
 * as neighbours, is the same for each of them.
 */
export async function samplePrediction(router: ServingRouter, llm: LlmId, batch: QueryBatch): Promise<Float32Array> {
  const column = router.loaded.llms.indexOf(llm);
  if (column < 0) return (await predicted(router, [llm], batch)).data;
  const { rows, cols, data } = await ofTrained(router, batch);
  return Float32Array.from({ length: rows }, (_, row) => data[row * cols + column] as number);
}

function ofTrained(router: ServingRouter, batch: QueryBatch): Promise<Matrix> {
  const own = keptFor(kept, batch, () => new WeakMap<ServingRouter, Promise<Matrix>>());
  return remembered(own, router, () => predicted(router, router.loaded.llms, batch));
}

const predicted = ({ loaded }: ServingRouter, llms: readonly LlmId[], batch: QueryBatch): Promise<Matrix> =>
  loaded.predict(batch, { llms, cost: new Float32Array(llms.length) });
