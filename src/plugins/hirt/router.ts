import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { plainSigmoid } from '../../domain/logistic.js';
import { matrix } from '../../domain/matrix.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import type { Candidates, Facets, ItemParameters, LoadedRouter, QueryBatch, RouterDeps } from '../contract.js';
import { columnsOf, unknownLlm } from '../llm-columns.js';
import type { HirtWeights } from './artifact.js';
import { abilitiesOf } from '../onboarding/abilities.js';
import { learnAbilities } from '../onboarding/learn-abilities.js';
import { onboardingFacet } from '../onboarding/onboarding-facet.js';
import { hirtSpace, trainedAbility } from './ability-space.js';
import { itemDescriber } from './items.js';

type HirtRouter = LoadedRouter & Pick<Facets, 'itemParameters' | 'abilities' | 'unseenLlms' | 'onboarding'>;

/** Predicts with plain loops over the learned matrices. */
export async function loadHirtRouter(weights: HirtWeights, deps: RouterDeps): Promise<HirtRouter> {
  const { dims, llms } = weights;
  const columns = columnsOf(llms);
  const describe = itemDescriber(weights);
  const space = hirtSpace(weights, describe, deps);
  const learned = await learnAbilities(space, deps);
  const predictsUnseen = (llm: LlmId) => !columns.has(llm) && (deps.profile(llm) !== null || learned.hasEvidence(llm));
  const rowOf = (values: Float32Array, column: number) => values.subarray(column * dims, (column + 1) * dims);
  /** Row of a trained LLM, null for another that it can predict for. Throws UNKNOWN_LLM. */
  const columnOf = (llm: LlmId): number | null => {
    const column = columns.get(llm);
    if (column !== undefined) return column;
    if (predictsUnseen(llm)) return null;
    throw unknownLlm('hirt', llm, 'it has neither responses, in the training data or since, nor a profile');
  };

  /** θ, [dims]: as trained, or as evidence and prior have it. */
  const ability = abilitiesOf(learned, (llm) => {
    const column = columnOf(llm);
    return column === null ? null : rowOf(weights.abilities, column);
  });

  const abilityDeviation = (llm: LlmId): Float32Array => {
    const column = columnOf(llm);
    const posterior = learned.posterior(llm);
    if (posterior === null) return rowOf(weights.abilityDeviations, column as number);
    return Float32Array.from({ length: dims }, (_, k) => Math.sqrt(posterior.covariance[k * (dims + 1)] as number));
  };

  return {
    llms,
    supports: (llm) => columns.has(llm) || predictsUnseen(llm),
    async predict({ vectors }: QueryBatch, { llms: candidates }: Candidates, signal) {
      const abilities = candidates.map(ability);
      const discrimination = new Float32Array(dims);
      const out = matrix(vectors.rows, candidates.length);
      for (let q = 0; q < vectors.rows; q++) {
        if ((q & 255) === 0) throwIfAborted(signal);
        const difficulty = describe(vectors, q, discrimination);
        for (let j = 0; j < abilities.length; j++) {
          const logOdds = dotAt(discrimination, 0, abilities[j] as Float32Array, 0, dims) - difficulty;
          out.data[q * abilities.length + j] = plainSigmoid(logOdds);
        }
      }
      return out;
    },
    itemParameters: {
      describeItems: async ({ vectors }) =>
        Array.from({ length: vectors.rows }, (_, q): ItemParameters => {
          const discrimination = new Float32Array(dims);
          const difficulty = Float32Array.of(describe(vectors, q, discrimination));
          return { form: 'intercept', discrimination, difficulty };
        }),
    },
    abilities: {
      abilityDims: dims,
      ability,
      abilityNames: Array.from(
        { length: dims },
        (_, k) => weights.tasks[k] ?? `residual ${k - weights.tasks.length + 1}`,
      ),
      abilityDeviation,
    },
    unseenLlms: { predictsUnseen },
    onboarding: onboardingFacet(space, learned, (llm) => trainedAbility(weights, columns.get(llm))),
    async [Symbol.asyncDispose]() {},
  };
}
