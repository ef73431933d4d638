import { z } from 'zod';
import { expectArtifact, tensorOf } from '../../domain/artifact.js';
import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { llmId } from '../../domain/ids.js';
import { matrix } from '../../domain/matrix.js';
import { densePerformance } from '../../domain/responses.js';
import { defineRouter } from '../contract.js';
import { columnsOf, unknownLlm } from '../llm-columns.js';

const KIND = 'router/oracle';

/**
 * P̂ is the true response: no router can do better. An evaluation trains it on the very responses it will be scored on; it
 * finds a query by its key, which is the id of the query. A pair that was not observed counts as 0.
 */
export const oracle = defineRouter({
  id: 'oracle',
  contract: 1,
  title: 'Oracle',
  description: 'Knows the true response of every LLM to every query of an evaluation: the upper bound.',
  maturity: 'stable',
  citation: { work: 'RouterBench, 2024, section 5: oracle', deviations: [] },
  output: 'performance',
  evaluationOnly: true,
  capabilities: [],
  hyperparameters: z.strictObject({}),
  async train({ responses }, _hyperparameters, run) {
    throwIfAborted(run.signal);
    return {
      kind: KIND,
      formatVersion: 1,
      meta: { embedderId: null, llms: responses.llms, keys: responses.queries.map((q) => q.id) },
      tensors: { performance: densePerformance(responses).data.map((y) => (Number.isNaN(y) ? 0 : y)) },
    };
  },
  async load(artifact) {
    const meta = expectArtifact(artifact, KIND, 1).meta as { llms: readonly string[]; keys: readonly string[] };
    const llms = meta.llms.map(llmId);
    const columns = columnsOf(llms);
    const rows = new Map(meta.keys.map((key, i) => [key, i]));
    const truth = tensorOf(artifact, 'performance', 'Float32Array', rows.size * llms.length);
    const columnOf = (llm: LlmId): number => {
      const column = columns.get(llm);
      if (column === undefined) throw unknownLlm('oracle', llm, 'the evaluation data has no responses of it');
      return column;
    };
    return {
      llms,
      supports: (llm) => columns.has(llm),
      async predict({ keys }, candidates) {
        const wanted = candidates.llms.map(columnOf);
        const out = matrix(keys.length, wanted.length);
        keys.forEach((key, q) => {
          const at = rows.get(key);
          if (at === undefined) {
            throw new ThetaError('EVALUATION_ONLY', `The oracle has no true responses to the query with key ${key}.`, {
              hint: 'It answers for the queries of its evaluation only; choose another router.',
            });
          }
          wanted.forEach((column, j) => (out.data[q * wanted.length + j] = truth[at * llms.length + column] as number));
        });
        return out;
      },
      async [Symbol.asyncDispose]() {},
    };
  },
});
