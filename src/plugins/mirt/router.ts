import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { sigmoid, softplus } from '../../domain/logistic.js';
import { matrix, row } from '../../domain/matrix.js';
import type {
  AbilityPrior,
  Candidates,
  Facets,
  ItemParameters,
  LoadedRouter,
  QueryBatch,
  RouterDeps,
} from '../contract.js';
import { columnsOf, unknownLlm } from '../llm-columns.js';
import { abilitiesOf } from '../onboarding/abilities.js';
import { learnAbilities } from '../onboarding/learn-abilities.js';
import { onboardingFacet } from '../onboarding/onboarding-facet.js';
import { mirtSpace } from './ability-space.js';
import type { MirtWeights } from './artifact.js';
import { logOdds } from './response-function.js';

type MirtRouter = LoadedRouter & Pick<Facets, 'itemParameters' | 'abilities' | 'unseenLlms' | 'onboarding'>;

/** Predicts with plain loops over the learned matrices: at these sizes that takes microseconds and loads no library. */
export async function loadMirtRouter(
  weights: MirtWeights,
  prior: Omit<AbilityPrior, 'scale'>,
  deps: RouterDeps,
): Promise<MirtRouter> {
  const { dims, llms } = weights;
  const columns = columnsOf(llms);
  /** Writes a of one query into `out` ([dims]) and returns b. */
  const describe = (vector: Float32Array, out: Float32Array): number => {
    affine(weights.discriminationWeights, weights.discriminationBias, vector, out);
    if (weights.form === 'monotone') for (let k = 0; k < dims; k++) out[k] = softplus(out[k] as number);
    return weightedSum(weights.difficultyWeights, 0, vector) + (weights.difficultyBias[0] as number);
  };

  /** W_θ·profile for an LLM without responses (paper eq. 4); null without a profile. */
  const fromProfile = (llm: LlmId): Float32Array | null => {
    const profile = deps.profile(llm);
    if (!profile) return null;
    const theta = new Float32Array(dims);
    affine(weights.abilityWeights, theta, profile, theta);
    return theta;
  };
  const abilityPrior: AbilityPrior = { ...prior, scale: 'identity' };
  const space = mirtSpace(weights, abilityPrior, describe, fromProfile, deps);
  const learned = await learnAbilities(space, deps);
  const predictsUnseen = (llm: LlmId) => !columns.has(llm) && (deps.profile(llm) !== null || learned.hasEvidence(llm));

  /** θ, [dims]: as trained, or as evidence and prior have it. */
  const ability = abilitiesOf(learned, (llm) => {
    const column = columns.get(llm);
    if (column !== undefined) return weights.abilities.subarray(column * dims, (column + 1) * dims);
    if (predictsUnseen(llm)) return null;
    throw unknownLlm('mirt', llm, 'it has neither responses, in the training data or since, nor a profile');
  });

  return {
    llms,
    supports: (llm) => columns.has(llm) || predictsUnseen(llm),
    async predict({ vectors }: QueryBatch, { llms: candidates }: Candidates, signal) {
      const abilities = candidates.map(ability);
      const discrimination = new Float32Array(dims);
      const out = matrix(vectors.rows, candidates.length);
      for (let q = 0; q < vectors.rows; q++) {
        if ((q & 255) === 0) throwIfAborted(signal);
        const difficulty = describe(row(vectors, q), discrimination);
        for (let j = 0; j < abilities.length; j++) {
          out.data[q * abilities.length + j] = sigmoid(
            logOdds(discrimination, abilities[j] as Float32Array, difficulty),
          );
        }
      }
      return out;
    },
    itemParameters: {
      describeItems: async ({ vectors }) =>
        Array.from({ length: vectors.rows }, (_, q): ItemParameters => {
          const discrimination = new Float32Array(dims);
          const difficulty = Float32Array.of(describe(row(vectors, q), discrimination));
          return { form: 'intercept', discrimination, difficulty };
        }),
    },
    abilities: { abilityDims: dims, ability, abilityPrior },
    unseenLlms: { predictsUnseen },
    onboarding: onboardingFacet(space, learned, () => null),
    async [Symbol.asyncDispose]() {},
  };
}

/** out = W·x + bias; W is [out.length, x.length]. */
function affine(weights: Float32Array, bias: Float32Array, x: Float32Array, out: Float32Array): void {
  for (let k = 0; k < out.length; k++) out[k] = weightedSum(weights, k * x.length, x) + (bias[k] as number);
}

/** Σ weights[offset + c]·x[c]. Four sums side by side let the processor overlap the additions: three times faster. */
function weightedSum(weights: Float32Array, offset: number, x: Float32Array): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let c = 0;
  for (; c + 3 < x.length; c += 4) {
    s0 += (weights[offset + c] as number) * (x[c] as number);
    s1 += (weights[offset + c + 1] as number) * (x[c + 1] as number);
    s2 += (weights[offset + c + 2] as number) * (x[c + 2] as number);
    s3 += (weights[offset + c + 3] as number) * (x[c + 3] as number);
  }
  for (; c < x.length; c++) s0 += (weights[offset + c] as number) * (x[c] as number);
  return s0 + s1 + s2 + s3;
}
