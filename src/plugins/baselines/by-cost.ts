import { z } from 'zod';
import { expectArtifact } from '../../domain/artifact.js';
import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { llmId } from '../../domain/ids.js';
import { matrix } from '../../domain/matrix.js';
import type { Candidates } from '../contract.js';
import { defineRouter } from '../contract.js';

/**
 * Preference by rank of cost: 1 for the favourite down to 0 for the last, the same for every query. LLMs of equal cost are
 * ordered by id, so that the favourite does not depend on the order of the pool.
 */
export function preferenceByCost({ llms, cost }: Candidates, favourite: 'cheapest' | 'dearest'): Float32Array {
  const sign = favourite === 'cheapest' ? 1 : -1;
  const order = llms.map((_, j) => j);
  const byId = (i: number, j: number) => ((llms[i] as LlmId) < (llms[j] as LlmId) ? -1 : 1);
  order.sort((i, j) => sign * ((cost[i] as number) - (cost[j] as number)) || byId(i, j));
  const out = new Float32Array(llms.length);
  order.forEach((j, rank) => {
    out[j] = llms.length === 1 ? 1 : 1 - rank / (llms.length - 1);
  });
  return out;
}

const byCost = (id: 'small' | 'large', title: string, favourite: 'cheapest' | 'dearest') =>
  defineRouter({
    id,
    contract: 1,
    title,
    description: `Always prefers the ${favourite} LLM of the pool.`,
    maturity: 'stable',
    citation: {
      work: 'Song et al., IRT-Router, 2025, section 5.3: Small LLM and Large LLM',
      deviations: ['The pool decides which LLM that is; the paper names Ministral-8B and GPT-4o.'],
    },
    output: 'preference',
    evaluationOnly: false,
    cannotOnboard: 'it goes by price alone',
    capabilities: [],
    hyperparameters: z.strictObject({}),
    async train(data, _hyperparameters, run) {
      throwIfAborted(run.signal);
      return {
        kind: `router/${id}`,
        formatVersion: 1,
        meta: { embedderId: null, llms: data.responses.llms },
        tensors: {},
      };
    },
    async load(artifact) {
      return {
        llms: (expectArtifact(artifact, `router/${id}`, 1).meta['llms'] as readonly string[]).map(llmId),
        supports: () => true,
        async predict(queries, candidates) {
          const row = preferenceByCost(candidates, favourite);
          const out = matrix(queries.vectors.rows, row.length);
          for (let q = 0; q < out.rows; q++) out.data.set(row, q * row.length);
          return out;
        },
        async [Symbol.asyncDispose]() {},
      };
    },
  });

export const small = byCost('small', 'Small LLM', 'cheapest');
export const large = byCost('large', 'Large LLM', 'dearest');
