import type { LlmId } from '../domain/ids.js';
import type { Catalogue } from '../domain/llm.js';
import type { TrainingSet } from '../plugins/contract.js';

/** Family and size of each of `llms` as the catalogue has them. */
export const familiesOf = (
  llms: readonly LlmId[],
  catalogue: Catalogue,
): Required<Pick<TrainingSet, 'families' | 'sizeBillions'>> => ({
  families: llms.map((llm) => catalogue.llms.get(llm)?.family ?? null),
  sizeBillions: Float32Array.from(llms, (llm) => catalogue.llms.get(llm)?.sizeBillions ?? Number.NaN),
});
