import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import type { Artifact } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { sigmoid } from '../../domain/logistic.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix, row } from '../../domain/matrix.js';
import { affine } from '../../tensor/linear-algebra/affine.js';
import type {
  AbilityPrior,
  Candidates,
  Facets,
  ItemParameters,
  LoadedRouter,
  QueryBatch,
  RouterDeps,
} from '../contract.js';
import { priorOf } from '../ability-prior.js';
import { columnsOf, unknownLlm } from '../llm-columns.js';
import { abilitiesOf } from '../onboarding/abilities.js';
import { learnAbilities } from '../onboarding/learn-abilities.js';
import { onboardingFacet } from '../onboarding/onboarding-facet.js';
import { nirtSpace } from './ability-space.js';
import type { NirtModel } from './artifact.js';
import { clusterRelevance, meanRelevance } from './cluster-relevance.js';
import { clustersFacet } from './clusters.js';
import type { Item } from './item-reader.js';
import { itemReader } from './item-reader.js';
import { interact } from './response-function.js';

type NirtRouter = LoadedRouter &
  Pick<Facets, 'itemParameters' | 'abilities' | 'unseenLlms' | 'onboarding' | 'clusters'>;

/** Predicts with plain loops over the learned matrices, after one search for the neighbours that relevance comes from. */
export async function loadNirtRouter(model: NirtModel, artifact: Artifact, deps: RouterDeps): Promise<NirtRouter> {
  checkReference(model, deps);
  const dims = model.abilityIds.length;
  const columns = columnsOf(model.llms);
  const relevance = clusterRelevance(model.clusters, model.abilityIds);
  /** Two layers are no sum of parts that each belong to one ability. */
  const interaction =
    model.secondWeights.length > 0
      ? {}
      : { interaction: { weights: model.firstWeights, bias: model.firstBias[0] as number } };

  /** Calls `use` with what is read off each query, in order. */
  const readItems = async (
    { vectors }: Pick<QueryBatch, 'vectors'>,
    signal: AbortSignal | undefined,
    use: (item: Item, q: number) => void,
  ): Promise<void> => {
    const near = await deps.index.search(vectors, model.relevanceNeighbours);
    const annotated = new Float32Array(dims);
    const read = itemReader(model);
    for (let q = 0; q < vectors.rows; q++) {
      if ((q & 255) === 0) throwIfAborted(signal);
      meanRelevance(near, q, model.clusterOf, relevance, annotated);
      use(read(row(vectors, q), annotated), q);
    }
  };

  /** σ(W_θ·profile) for an LLM without responses; null without a profile. */
  const fromProfile = (llm: LlmId): Float32Array | null => {
    const profile = deps.profile(llm);
    if (!profile) return null;
    const theta = new Float32Array(dims);
    affine(model.abilityWeights, theta, profile, theta);
    return theta.map(sigmoid);
  };
  const abilityPrior: AbilityPrior = { ...priorOf(artifact), scale: 'logit' };
  const read = (vectors: Matrix, use: (item: Item, q: number) => void) => readItems({ vectors }, undefined, use);
  const space = nirtSpace(model, abilityPrior, read, fromProfile, deps);
  const learned = await learnAbilities(space, deps);
  const predictsUnseen = (llm: LlmId) => !columns.has(llm) && (deps.profile(llm) !== null || learned.hasEvidence(llm));

  /** θ in (0, 1), [dims]: as trained, or as evidence and prior have it. */
  const ability = abilitiesOf(
    learned,
    (llm) => {
      const column = columns.get(llm);
      if (column !== undefined) return model.abilities.subarray(column * dims, (column + 1) * dims);
      if (predictsUnseen(llm)) return deps.facts ? null : fromProfile(llm);
      throw unknownLlm('nirt', llm, 'it has neither responses, in the training data or since, nor a profile');
    },
    sigmoid,
  );

  return {
    llms: model.llms,
    supports: (llm) => columns.has(llm) || predictsUnseen(llm),
    async predict(queries, { llms }: Candidates, signal) {
      const abilities = llms.map(ability);
      const out = matrix(queries.vectors.rows, llms.length);
      const x = new Float32Array(dims);
      await readItems(queries, signal, ({ discrimination, difficulty, relevance: r }, q) => {
        for (let j = 0; j < abilities.length; j++) {
          const theta = abilities[j] as Float32Array;
          for (let k = 0; k < dims; k++) {
            x[k] = discrimination * (r[k] as number) * ((theta[k] as number) - (difficulty[k] as number));
          }
          out.data[q * abilities.length + j] = sigmoid(interact(model, x));
        }
      });
      return out;
    },
    itemParameters: {
      async describeItems(queries) {
        const items: ItemParameters[] = [];
        await readItems(queries, undefined, ({ discrimination, difficulty, relevance: r }) =>
          items.push({
            form: 'centred',
            discrimination: Float32Array.of(discrimination),
            difficulty: difficulty.slice(),
            relevance: r.slice(),
            ...interaction,
          }),
        );
        return items;
      },
    },
    abilities: {
      abilityDims: dims,
      ability,
      abilityNames: model.abilityIds,
      abilityGrounded: model.abilityIds.map((id) => model.clusters.some((cluster) => cluster.abilities.includes(id))),
      abilityPrior,
    },
    unseenLlms: { predictsUnseen },
    onboarding: onboardingFacet(space, learned, () => null),
    clusters: clustersFacet(model, artifact),
    async [Symbol.asyncDispose]() {},
  };
}

/** Clusters are kept by row of the training queries: another reference set would give every query a wrong relevance. */
function checkReference({ clusterOf }: NirtModel, { reference }: RouterDeps): void {
  const found = reference.vectors.rows;
  if (found === clusterOf.length) return;
  throw new ThetaError(
    'ARTIFACT_FOREIGN',
    `Router nirt was trained on ${clusterOf.length} queries; the reference set of this router set holds ${found}.`,
    { hint: 'Train the router set again with `theta train`.' },
  );
}
