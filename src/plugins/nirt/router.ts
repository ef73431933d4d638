import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import type { Artifact } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import { sigmoid } from '../../domain/logistic.js';
import { matrix, row } from '../../domain/matrix.js';
import { affine } from '../../tensor/linear-algebra/affine.js';
import type { Candidates, Facets, ItemParameters, LoadedRouter, QueryBatch, RouterDeps } from '../contract.js';
import { priorOf } from '../ability-prior.js';
import { columnsOf, unknownLlm } from '../llm-columns.js';
import type { NirtModel } from './artifact.js';
import { clusterRelevance, meanRelevance } from './cluster-relevance.js';
import { clustersFacet } from './clusters.js';
import type { Item } from './item-reader.js';
import { itemReader } from './item-reader.js';
import { interact } from './response-function.js';

type NirtRouter = LoadedRouter & Pick<Facets, 'itemParameters' | 'abilities' | 'unseenLlms' | 'clusters'>;

/** Predicts with plain loops over the learned matrices, after one search for the neighbours that relevance comes from. */
export function loadNirtRouter(model: NirtModel, artifact: Artifact, deps: RouterDeps): NirtRouter {
  checkReference(model, deps);
  const dims = model.abilityIds.length;
  const columns = columnsOf(model.llms);
  const relevance = clusterRelevance(model.clusters, model.abilityIds);
  const fromProfile = new Map<LlmId, Float32Array>();
  /** Two layers are no sum of parts that each belong to one ability. */
  const interaction =
    model.secondWeights.length > 0
      ? {}
      : { interaction: { weights: model.firstWeights, bias: model.firstBias[0] as number } };

  /** θ in (0, 1), [dims]: learned for an LLM with responses, σ(W_θ·profile) for one without. */
  const ability = (llm: LlmId): Float32Array => {
    const column = columns.get(llm);
    if (column !== undefined) return model.abilities.subarray(column * dims, (column + 1) * dims);
    const known = fromProfile.get(llm);
    if (known) return known;
    const profile = deps.profile(llm);
    if (!profile) throw unknownLlm('nirt', llm, 'it has neither responses in the training data nor a profile');
    const theta = new Float32Array(dims);
    affine(model.abilityWeights, theta, profile, theta);
    theta.forEach((x, k) => (theta[k] = sigmoid(x)));
    fromProfile.set(llm, theta);
    return theta;
  };

  /** Calls `use` with what is read off each query, in order. */
  const readItems = async (
    { vectors }: QueryBatch,
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

  const predictsUnseen = (llm: LlmId) => !columns.has(llm) && deps.profile(llm) !== null;

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
      abilityPrior: { ...priorOf(artifact), scale: 'logit' },
    },
    unseenLlms: { predictsUnseen },
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
