import type { LlmId } from '../../domain/ids.js';
import { sigmoid } from '../../domain/logistic.js';
import type { Matrix } from '../../domain/matrix.js';
import type { AbilityPrior, QueryBatch, RouterDeps } from '../contract.js';
import type { AbilitySpace } from '../onboarding/ability-space.js';
import { LEAST_SHARE } from '../onboarding/ability-space.js';
import type { LogOdds } from '../onboarding/terms.js';
import { trainedPosteriors } from '../onboarding/trained-posterior.js';
import type { NirtModel } from './artifact.js';
import type { Item } from './item-reader.js';
import { interact, interactionSlope } from './response-function.js';

/**
 * What evidence is folded into: log-odds of eq. 7 and 8 as a function of ln(θ / (1 − θ)), the scale on which θ has a normal prior. `readItems` hands over the
 * item of each query in order, in memory of its own that the next one overwrites.
 */
export function nirtSpace(
  model: NirtModel,
  prior: AbilityPrior,
  readItems: (vectors: Matrix, use: (item: Item, q: number) => void) => Promise<void>,
  unseen: (llm: LlmId) => Float32Array | null,
  { reference, facts }: RouterDeps,
): AbilitySpace {
  const { llms } = model;
  const dims = model.abilityIds.length;
  const logOdds = async ({ vectors }: Pick<QueryBatch, 'vectors'>): Promise<LogOdds> => {
    const items: Item[] = [];
    await readItems(vectors, ({ discrimination, difficulty, relevance }) =>
      items.push({ discrimination, difficulty: difficulty.slice(), relevance: relevance.slice() }),
    );
    return nirtLogOdds(model, items, dims);
  };
  const abilities = { rows: llms.length, cols: dims, data: model.abilities.map(logit) };
  const trained = trainedPosteriors(reference, prior, logOdds);
  return {
    dims,
    llms,
    abilities,
    priorVariance: new Float64Array(dims).fill(1 / prior.precision),
    leastVariance: new Float64Array(dims).fill(LEAST_SHARE / prior.precision),
    trained: (row) =>
      trained(llms[row] as LlmId, Float64Array.from(abilities.data.subarray(row * dims, (row + 1) * dims))),
    unseen(llm) {
      const theta = facts ? null : unseen(llm);
      return theta && Float64Array.from(theta, logit);
    },
    logOdds,
  };
}

function nirtLogOdds(model: NirtModel, items: readonly Item[], dims: number): LogOdds {
  const x = new Float64Array(dims);
  return {
    queries: items.length,
    dims,
    at(q, eta, slope) {
      const { discrimination, difficulty, relevance } = items[q] as Item;
      for (let k = 0; k < dims; k++) {
        x[k] = discrimination * (relevance[k] as number) * (sigmoid(eta[k] as number) - (difficulty[k] as number));
      }
      if (slope) {
        interactionSlope(model, x, slope);
        for (let k = 0; k < dims; k++) {
          const theta = sigmoid(eta[k] as number);
          slope[k] = (slope[k] as number) * discrimination * (relevance[k] as number) * theta * (1 - theta);
        }
      }
      return interact(model, x);
    },
  };
}

/** Nearer to 0 or 1 than this no θ is told apart. */
const LIMIT = 1e-6;
const logit = (theta: number): number => {
  const t = Math.min(1 - LIMIT, Math.max(LIMIT, theta));
  return Math.log(t / (1 - t));
};
