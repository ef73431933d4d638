import { NORMAL_QUANTILE } from '../../domain/calibration/intervals.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { QueryBatch } from '../../plugins/contract.js';
import type { ServingRouter } from '../../routing/router-set.js';
import { posteriorDraws } from '../knowledge/posterior-draws.js';

/** What the router expects of the LLM in question, and how surely. */
export interface OwnEstimate {
  /** [queries] P̂ */
  readonly predicted: Float32Array;
  /** [queries] half-width of its 90 % interval; null where the router does not know it. */
  readonly halfWidth: Float32Array | null;
  /** P̂ under what the LLM may turn out to be, [draws, queries]; the same at every draw where nothing is uncertain. */
  draw(draws: number, rng: Rng): Matrix;
}

/** `predicted` is its column on `batch`, [queries]. */
export async function ownEstimate(
  llm: LlmId,
  router: ServingRouter,
  batch: QueryBatch,
  predicted: Float32Array,
): Promise<OwnEstimate> {
  const { onboarding } = router;
  const isTrained = router.loaded.llms.includes(llm);
  if (!onboarding) return known(predicted, isTrained);
  const { data } = await onboarding.predictionDeviation(batch, { llms: [llm], cost: new Float32Array(1) });
  const halfWidth = data.map((deviation) => Math.min(1, NORMAL_QUANTILE * deviation));
  const posterior = onboarding.posterior(llm);
  if (!posterior) return { predicted, halfWidth, draw: (draws, rng) => shifted(predicted, data, draws, rng) };
  const sensitivity = await onboarding.sensitivity(batch, llm);
  const view = { predicted, sensitivity, posterior };
  return { predicted, halfWidth, draw: (draws, rng) => posteriorDraws(view, draws, rng) };
}

/** An LLM that the router was trained on is taken as known; of another one nothing is known of the error. */
function known(predicted: Float32Array, isTrained: boolean): OwnEstimate {
  return {
    predicted,
    halfWidth: isTrained ? new Float32Array(predicted.length) : null,
    draw: (draws) => repeated(predicted, draws),
  };
}

function repeated(predicted: Float32Array, draws: number): Matrix {
  const out = matrix(draws, predicted.length);
  for (let d = 0; d < draws; d++) out.data.set(predicted, d * predicted.length);
  return out;
}

/** Without θ nobody says how errors on two queries go together; as if they were one and the same, which errs to the wide side. */
function shifted(predicted: Float32Array, deviation: Float32Array, draws: number, rng: Rng): Matrix {
  const out = matrix(draws, predicted.length);
  for (let d = 0; d < draws; d++) {
    const z = rng.normal();
    predicted.forEach((p, q) => {
      out.data[d * predicted.length + q] = Math.min(1, Math.max(0, p + z * (deviation[q] as number)));
    });
  }
  return out;
}
