import type { Artifact, Json } from '../../domain/artifact.js';
import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix, takeRows } from '../../domain/matrix.js';
import { answeredColumns, densePerformance } from '../../domain/responses.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { taskWeights } from '../task-weights.js';
import { requireResponses } from '../training-checks.js';
import { saveCascade } from './artifact.js';
import { splitHeldOut } from './held-out.js';
import type { ScorerHyperparameters } from './scorer-hyperparameters.js';
import type { ScorerData } from './scorer.js';
import { fitScorer, predictScores } from './scorer.js';

/**
 * Fits the scorer twice: without the held-out queries, to get honest scores for them, and with all, to serve. Orders and
 * thresholds are worked out later, when α and the pool are known. Throws TRAINING_DATA_INSUFFICIENT and CANCELLED.
 */
export async function trainCascade(
  router: string,
  data: TrainingSet,
  h: ScorerHyperparameters & { readonly [key: string]: Json },
  run: TrainingRun,
): Promise<Artifact> {
  throwIfAborted(run.signal);
  requireResponses(router, data);
  const { responses, vectors } = data;
  const known = scorerData(data, h.taskWeightExponent);
  const shuffles = run.rng.fork('cascade/held-out');
  const split = splitHeldOut(vectors.rows, h.heldOutQueries, (rows) => shuffles.shuffle(rows));
  const all = known.llms.map((_, j) => j);
  const first = await fitScorer(known, split.fitted, h, stage(run, 'held-out'));
  const predicted = predictScores(first, takeRows(vectors, split.heldOut), all);
  const everything = Uint32Array.from({ length: vectors.rows }, (_, q) => q);
  const scorer = await fitScorer(known, everything, h, stage(run, 'all'));
  const heldOut = { llms: known.llms, predicted, performance: takeRows(known.targets, split.heldOut) };
  return saveCascade(
    `router/${router}`,
    { scorer, heldOut },
    {
      embedderId: data.embedderId,
      seed: run.seed,
      hyperparameters: { ...h },
      training: {
        queries: responses.queries.length,
        responses: responses.performance.length,
        epochs: scorer.epochs,
        validationLoss: Number.isFinite(scorer.validationLoss) ? scorer.validationLoss : null,
      },
    },
  );
}

/** Each fit has shuffles of its own, and says in its progress which of the two it is. */
const stage = (run: TrainingRun, name: string): TrainingRun => ({
  ...run,
  rng: run.rng.fork(`cascade/${name}`),
  onProgress: (progress) => run.onProgress({ ...progress, stage: `${progress.stage} (${name})` }),
});

/** LLMs without a response are left out: their score would be a guess about nobody. */
function scorerData({ responses, vectors }: TrainingSet, exponent: number): ScorerData {
  const seen = answeredColumns(responses);
  return {
    llms: seen.map((j) => responses.llms[j] as LlmId),
    vectors,
    targets: columns(densePerformance(responses), seen),
    weights: taskWeights(responses, exponent),
  };
}

function columns(m: Matrix, kept: readonly number[]): Matrix {
  const out = matrix(m.rows, kept.length);
  for (let r = 0; r < m.rows; r++) {
    kept.forEach((j, k) => (out.data[r * kept.length + k] = m.data[r * m.cols + j] as number));
  }
  return out;
}
