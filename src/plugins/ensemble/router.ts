import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { plainSigmoid } from '../../domain/logistic.js';
import { matrix } from '../../domain/matrix.js';
import type { Candidates, Facets, LoadedRouter, QueryBatch, RouterDeps } from '../contract.js';
import { facet } from '../contract.js';
import { unknownLlm } from '../llm-columns.js';
import { loadRouter } from '../load-router.js';
import type { EnsembleModel } from './artifact.js';
import { logit } from './stacking.js';

/** A member at work. */
interface Voice {
  readonly router: LoadedRouter;
  readonly weight: number;
  readonly predictsUnseen: (llm: LlmId) => boolean;
}

export async function loadEnsembleRouter(
  model: EnsembleModel,
  deps: RouterDeps,
): Promise<LoadedRouter & Pick<Facets, 'unseenLlms'>> {
  const voices = await loadVoices(model, deps);
  const total = voices.reduce((sum, { weight }) => sum + weight, 0);
  const llms = [...new Set(voices.flatMap(({ router }) => router.llms))];
  const known = new Set(llms);

  /**
   * The weight of each member for one LLM, [members]. Where some cannot predict it, the others share the whole weight in
   * their proportions, so that its log-odds stay on the scale of the rest.
   */
  const weightsFor = (llm: LlmId): Float64Array => {
    const own = Float64Array.from(voices, ({ router, weight }) => (router.supports(llm) ? weight : 0));
    const sum = own.reduce((s, w) => s + w, 0);
    if (sum === 0) throw unknownLlm('ensemble', llm, 'none of its members can');
    return sum === total ? own : own.map((w) => (w * total) / sum);
  };

  return {
    llms,
    supports: (llm) => voices.some(({ router }) => router.supports(llm)),
    async predict(queries: QueryBatch, { llms: candidates, cost }: Candidates, signal) {
      const weights = candidates.map(weightsFor);
      const logits = new Float64Array(queries.vectors.rows * candidates.length).fill(model.intercept);
      for (const [k, { router }] of voices.entries()) {
        throwIfAborted(signal);
        const columns = [...candidates.keys()].filter((j) => weights[j]?.[k] !== 0);
        const pool = {
          llms: columns.map((j) => candidates[j] as LlmId),
          cost: Float32Array.from(columns, (j) => cost[j] as number),
        };
        const predicted = await router.predict(queries, pool, signal);
        for (let q = 0; q < predicted.rows; q++) {
          for (let c = 0; c < columns.length; c++) {
            const j = columns[c] as number;
            const at = q * candidates.length + j;
            const l = logit(predicted.data[q * columns.length + c] as number);
            logits[at] = (logits[at] as number) + ((weights[j] as Float64Array)[k] as number) * l;
          }
        }
      }
      return matrix(queries.vectors.rows, candidates.length, Float32Array.from(logits, plainSigmoid));
    },
    unseenLlms: {
      predictsUnseen: (llm) => !known.has(llm) && voices.some(({ predictsUnseen }) => predictsUnseen(llm)),
    },
    async [Symbol.asyncDispose]() {
      for (const { router } of voices) await router[Symbol.asyncDispose]();
    },
  };
}

/**
 * Loads the members; those already loaded are released when one fails. Members get no evidence: what is built on the ensemble takes it in
 * (onboarded-router.ts), and an answer would count twice.
 */
async function loadVoices(model: EnsembleModel, deps: RouterDeps): Promise<readonly Voice[]> {
  const voices: Voice[] = [];
  try {
    for (const { id, artifact, weight } of model.members) {
      const plugin = deps.plugin(id);
      const router = await loadRouter(plugin, artifact, { ...deps, evidence: undefined });
      const unseen = facet(plugin, router, 'unseenLlms');
      voices.push({ router, weight, predictsUnseen: (llm) => unseen?.predictsUnseen(llm) ?? false });
    }
    return voices;
  } catch (error) {
    for (const { router } of voices) await router[Symbol.asyncDispose]();
    throw error;
  }
}
