import { setImmediate as nextTurn } from 'node:timers/promises';
import { NORMAL_QUANTILE } from '../../domain/calibration/intervals.js';
import type { LlmId } from '../../domain/ids.js';
import { inTurn } from '../../domain/in-turn.js';
import { keptFor, remembered } from '../../domain/remembered.js';
import type { QueryBatch } from '../../plugins/contract.js';
import type { ServingRouter } from '../../routing/router-set.js';
import type { LlmKnowledge } from '../types.js';
import { meanDeviation } from './posterior-draws.js';
import { samplePrediction } from './sample-predictions.js';

type Known = Map<LlmId, Promise<LlmKnowledge>>;
const kept = new WeakMap<QueryBatch, WeakMap<ServingRouter, Known>>();

/** One after the other, each in a turn of its own: a catalogue's worth of them must not keep requests waiting. */
const described = inTurn(async (router: ServingRouter, llm: LlmId, batch: QueryBatch): Promise<LlmKnowledge> => {
  await nextTurn();
  const basis = router.basis(llm);
  const predicts = basis.basis !== 'NONE' && router.plugin.output === 'performance';
  return { router: router.id, ...basis, performance: predicts ? await performanceOf(router, llm, batch) : null };
});

/** What a router knows of an LLM, judged on a sample of queries. Neither changes, so it is worked out once. */
export function describeKnowledge(router: ServingRouter, llm: LlmId, batch: QueryBatch): Promise<LlmKnowledge> {
  const ofRouters = keptFor(kept, batch, () => new WeakMap<ServingRouter, Known>());
  const own = keptFor(ofRouters, router, (): Known => new Map());
  return remembered(own, llm, () => described(router, llm, batch));
}

async function performanceOf(
  router: ServingRouter,
  llm: LlmId,
  batch: QueryBatch,
): Promise<LlmKnowledge['performance']> {
  const { loaded, onboarding } = router;
  const predicted = await samplePrediction(router, llm, batch);
  const mean = average(predicted);
  if (!onboarding) return { mean, halfWidth: loaded.llms.includes(llm) ? 0 : null };
  const posterior = onboarding.posterior(llm);
  if (posterior) {
    const sensitivity = await onboarding.sensitivity(batch, llm);
    return { mean, halfWidth: halfWidth(meanDeviation({ predicted, sensitivity, posterior })) };
  }
  // Without θ nobody says how errors on two queries go together; as if they were one and the same, the width errs to the wide side.
  const { data: deviation } = await onboarding.predictionDeviation(batch, { llms: [llm], cost: new Float32Array(1) });
  return { mean, halfWidth: halfWidth(average(deviation)) };
}

/** Of a 90 % interval. */
const halfWidth = (deviation: number): number => Math.min(1, NORMAL_QUANTILE * deviation);

const average = (values: Float32Array): number => values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);
