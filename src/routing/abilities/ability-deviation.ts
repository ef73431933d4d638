import type { LlmId } from '../../domain/ids.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { remembered } from '../../domain/remembered.js';
import type { AbilityPrior, Facets } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import { taskWeights } from '../../plugins/task-weights.js';
import type { RouterSet, ServingRouter } from '../router-set.js';
import { abilityDeviations } from './posterior.js';
import { referenceItems } from './reference-items.js';
import { ownPredictions } from './reference-predictions.js';

/** Posterior standard deviation of θ of an LLM that the router supports, [dims]. */
export type DeviationOf = (llm: LlmId) => Float32Array;

const kept = new WeakMap<ServingRouter, Promise<DeviationOf | null>>();

/**
 * How sure a router is of θ: what it says itself, else Laplace's approximation over the training responses (posterior.ts). Null
 * where neither is possible: no prior is known, or the log-odds are not linear in θ. Computed on first use.
 */
export function deviationsOf(
  router: ServingRouter,
  abilities: Facets['abilities'],
  set: RouterSet,
): Promise<DeviationOf | null> {
  return remembered(kept, router, () => computeDeviations(router, abilities, set));
}

async function computeDeviations(
  router: ServingRouter,
  abilities: Facets['abilities'],
  set: RouterSet,
): Promise<DeviationOf | null> {
  if (abilities.abilityDeviation) return (llm) => abilities.abilityDeviation?.(llm) as Float32Array;
  const items = facet(router.plugin, router.loaded, 'itemParameters');
  const { abilityDims: dims, abilityPrior: prior } = abilities;
  // Without a prior an LLM without responses could be anything.
  if (!items || !prior || !(prior.precision > 0)) return null;
  const { slope } = await referenceItems(router, set, items, dims);
  if (!slope) return null;
  const { llms } = router.loaded;
  const theta = Float32Array.from(llms.flatMap((llm) => [...abilities.ability(llm)]));
  const responses = columnsOf(set.reference.responses, llms);
  // The likelihood that θ was fitted under knows of no calibration.
  const predicted = await ownPredictions(router.uncalibrated ?? router.loaded, set);
  const evidence = { slope, predicted, responses, weights: responseWeights(responses, prior) };
  const deviations = abilityDeviations(evidence, prior.precision, prior.scale === 'logit' ? theta : null);
  const columns = new Map(llms.map((llm, j) => [llm, deviations.subarray(j * dims, (j + 1) * dims)]));
  return (llm) => columns.get(llm) ?? priorDeviation(prior, abilities.ability(llm));
}

/** Of an LLM without responses: nothing but the prior around what its profile says. */
const priorDeviation = ({ precision, scale }: AbilityPrior, theta: Float32Array): Float32Array =>
  theta.map((t) => (scale === 'logit' ? t * (1 - t) : 1) / Math.sqrt(precision));

/** The responses of `llms`, with columns in their order; those of other LLMs are left out. */
function columnsOf(responses: ResponseMatrix, llms: readonly LlmId[]): ResponseMatrix {
  const column = new Map(llms.map((llm, j) => [llm, j]));
  const renumbered = responses.llms.map((llm) => column.get(llm) ?? -1);
  const rowStart = new Uint32Array(responses.rowStart.length);
  const llmIndex: number[] = [];
  const performance: number[] = [];
  for (let q = 0; q < responses.queries.length; q++) {
    for (let e = responses.rowStart[q] as number; e < (responses.rowStart[q + 1] as number); e++) {
      const j = renumbered[responses.llmIndex[e] as number] as number;
      if (j < 0) continue;
      llmIndex.push(j);
      performance.push(responses.performance[e] as number);
    }
    rowStart[q + 1] = llmIndex.length;
  }
  return {
    queries: responses.queries,
    llms,
    rowStart,
    llmIndex: Uint16Array.from(llmIndex),
    performance: Float32Array.from(performance),
    cost: null,
    inputTokens: null,
    outputTokens: null,
  };
}

/** As the likelihood of training weighs them: by task, with mean 1 over the responses. */
export function responseWeights(responses: ResponseMatrix, { taskWeightExponent }: AbilityPrior): Float32Array {
  const weights = taskWeights(responses, taskWeightExponent);
  let sum = 0;
  weights.forEach((w, q) => (sum += w * ((responses.rowStart[q + 1] as number) - (responses.rowStart[q] as number))));
  const scale = sum > 0 ? responses.performance.length / sum : 1;
  return weights.map((w) => w * scale);
}
