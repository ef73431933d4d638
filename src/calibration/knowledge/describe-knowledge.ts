import { NORMAL_QUANTILE } from '../../domain/calibration/intervals.js';
import type { LlmId } from '../../domain/ids.js';
import type { QueryBatch } from '../../plugins/contract.js';
import type { ServingRouter } from '../../routing/router-set.js';
import type { LlmKnowledge } from '../types.js';
import { meanDeviation } from './posterior-draws.js';

/** What a router knows of an LLM, judged on a sample of queries. */
export async function describeKnowledge(router: ServingRouter, llm: LlmId, batch: QueryBatch): Promise<LlmKnowledge> {
  const basis = router.basis(llm);
  const predicts = basis.basis !== 'NONE' && router.plugin.output === 'performance';
  return { router: router.id, ...basis, performance: predicts ? await performanceOf(router, llm, batch) : null };
}

async function performanceOf(
  { loaded, onboarding }: ServingRouter,
  llm: LlmId,
  batch: QueryBatch,
): Promise<LlmKnowledge['performance']> {
  const candidates = { llms: [llm], cost: new Float32Array(1) };
  const { data: predicted } = await loaded.predict(batch, candidates);
  const mean = average(predicted);
  if (!onboarding) return { mean, halfWidth: loaded.llms.includes(llm) ? 0 : null };
  const posterior = onboarding.posterior(llm);
  if (posterior) {
    const sensitivity = await onboarding.sensitivity(batch, llm);
    return { mean, halfWidth: halfWidth(meanDeviation({ predicted, sensitivity, posterior })) };
  }
  // Without θ nobody says how errors on two queries go together; as if they were one and the same, the width errs to the wide side.
  const { data: deviation } = await onboarding.predictionDeviation(batch, candidates);
  return { mean, halfWidth: halfWidth(average(deviation)) };
}

/** Of a 90 % interval. */
const halfWidth = (deviation: number): number => Math.min(1, NORMAL_QUANTILE * deviation);

const average = (values: Float32Array): number => values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);
