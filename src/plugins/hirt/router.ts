import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { plainSigmoid } from '../../domain/logistic.js';
import { dot, matrix } from '../../domain/matrix.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import type { Candidates, Facets, ItemParameters, LoadedRouter, QueryBatch, RouterDeps } from '../contract.js';
import { columnsOf, unknownLlm } from '../llm-columns.js';
import type { HirtWeights } from './artifact.js';
import { itemDescriber } from './items.js';

type HirtRouter = LoadedRouter & Pick<Facets, 'itemParameters' | 'abilities' | 'unseenLlms'>;

/** Predicts with plain loops over the learned matrices. */
export function loadHirtRouter(weights: HirtWeights, deps: RouterDeps): HirtRouter {
  const { dims, llms } = weights;
  const columns = columnsOf(llms);
  const describe = itemDescriber(weights);
  const fromProfile = new Map<LlmId, Float32Array>();
  const predictsUnseen = (llm: LlmId) => !columns.has(llm) && deps.profile(llm) !== null;
  const learned = (values: Float32Array, column: number) => values.subarray(column * dims, (column + 1) * dims);

  /** θ, [dims]: learned for an LLM with responses; the mean of the others moved by its profile for one without. */
  const ability = (llm: LlmId): Float32Array => {
    const column = columns.get(llm);
    if (column !== undefined) return learned(weights.abilities, column);
    const known = fromProfile.get(llm);
    if (known) return known;
    const profile = deps.profile(llm);
    if (!profile) throw unknownLlm('hirt', llm, 'it has neither responses in the training data nor a profile');
    const apart = profile.map((x, c) => x - (weights.profileMean[c] as number));
    const theta = weights.priorAbility.map(
      (mean, k) => mean + dot(weights.profileWeights.subarray(k * apart.length, (k + 1) * apart.length), apart),
    );
    fromProfile.set(llm, theta);
    return theta;
  };

  const abilityDeviation = (llm: LlmId): Float32Array => {
    const column = columns.get(llm);
    if (column !== undefined) return learned(weights.abilityDeviations, column);
    if (predictsUnseen(llm)) return weights.priorDeviation;
    throw unknownLlm('hirt', llm, 'it has neither responses in the training data nor a profile');
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
    async [Symbol.asyncDispose]() {},
  };
}
