import type { CostPerformance } from '../../calibration/cost-performance.js';
import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { CandidatePool, Catalogue, Llm } from '../../domain/llm.js';
import type { CandidatePoolType } from '../../schema/catalogue.type.js';
import type { CostPerformanceType } from '../../schema/cost-performance.type.js';

/** An LLM that a decision names is in the catalogue it was made with; anything else is a fault of ours. */
export function llmOf(catalogue: Catalogue, id: LlmId): Llm {
  const llm = catalogue.llms.get(id);
  if (!llm) throw new ThetaError('INTERNAL', `The LLM ${id} is used but not in the catalogue.`);
  return llm;
}

/** LLMs of these ids that the catalogue still holds, in order. */
export const knownLlms = (catalogue: Catalogue, ids: readonly LlmId[]): Llm[] =>
  ids.map((id) => catalogue.llms.get(id)).filter((llm) => llm !== undefined);

/** LLMs that have left the catalogue are not shown. */
export const costPerformanceView = (catalogue: Catalogue, of: CostPerformance): CostPerformanceType => ({
  ...of,
  points: of.points.flatMap(({ llm: id, ...rest }) => {
    const llm = catalogue.llms.get(id);
    return llm ? [{ ...rest, llm }] : [];
  }),
});

export const poolView = (catalogue: Catalogue, pool: CandidatePool): CandidatePoolType => ({
  ...pool,
  llms: knownLlms(catalogue, pool.llms),
  uncalibrated: [...pool.uncalibrated],
});
