import { encodeAnswerLengths } from '../../domain/answer-length/answer-lengths.js';
import type { Artifact, Json } from '../../domain/artifact.js';
import type { TrainingRun } from '../../plugins/contract.js';
import type { LengthData } from './fit-answer-lengths.js';
import { fitAnswerLengths } from './fit-answer-lengths.js';

/** The fitted model kept as an artifact, as a manifest's summary names it; null where the data tell no lengths. */
export async function learnAnswerLengths(
  data: LengthData,
  run: Pick<TrainingRun, 'rng' | 'signal' | 'onProgress'>,
  keep: (artifact: Artifact) => string,
): Promise<Json> {
  run.onProgress({ stage: 'answer lengths', done: 0, total: null, unit: 'answers' });
  const fitted = await fitAnswerLengths(data, { rng: run.rng.fork('answer lengths'), signal: run.signal });
  if (!fitted) return null;
  const { model, observed, heldOutCoverage } = fitted;
  return {
    digest: keep(encodeAnswerLengths(model)),
    llms: model.llms,
    tasks: model.tasks.length,
    recorded: observed.recorded,
    derived: observed.derived,
    inconsistent: observed.inconsistent,
    coverage: model.coverage,
    heldOutCoverage,
    queryWeight: model.queryWeight,
  };
}
