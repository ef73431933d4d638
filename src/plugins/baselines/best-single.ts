import { z } from 'zod';
import { expectArtifact, tensorOf } from '../../domain/artifact.js';
import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { llmId } from '../../domain/ids.js';
import { matrix } from '../../domain/matrix.js';
import { answeredColumns, meanPerformance } from '../../domain/responses.js';
import { defineRouter } from '../contract.js';
import { unknownLlm } from '../llm-columns.js';
import { requireResponses } from '../training-checks.js';

const KIND = 'router/best-single';

/** P̂ of an LLM is its mean performance over all training queries, whatever is asked: one LLM per α wins everything. */
export const bestSingle = defineRouter({
  id: 'best-single',
  contract: 1,
  title: 'Best single LLM',
  description: 'Predicts the mean training performance of each LLM for every query, so one LLM answers everything.',
  maturity: 'stable',
  citation: { work: 'The usual baseline of routing studies (RouterBench, 2024, section 5)', deviations: [] },
  output: 'performance',
  evaluationOnly: false,
  capabilities: [],
  hyperparameters: z.strictObject({}),
  async train(data, _hyperparameters, run) {
    throwIfAborted(run.signal);
    requireResponses('best-single', data);
    const all = meanPerformance(data.responses);
    const seen = answeredColumns(data.responses);
    return {
      kind: KIND,
      formatVersion: 1,
      meta: { embedderId: null, llms: seen.map((j) => data.responses.llms[j] as LlmId) },
      tensors: { means: Float32Array.from(seen, (j) => all[j] as number) },
    };
  },
  async load(artifact) {
    const llms = (expectArtifact(artifact, KIND, 1).meta['llms'] as readonly string[]).map(llmId);
    const values = tensorOf(artifact, 'means', 'Float32Array', llms.length);
    const means = new Map(llms.map((llm, j) => [llm, values[j] as number]));
    return {
      llms,
      supports: (llm) => means.has(llm),
      async predict(queries, candidates) {
        const row = candidates.llms.map((llm) => {
          const mean = means.get(llm);
          if (mean === undefined) throw unknownLlm('best-single', llm, 'it has no responses in the training data');
          return mean;
        });
        const out = matrix(queries.vectors.rows, row.length);
        for (let q = 0; q < out.rows; q++) out.data.set(row, q * row.length);
        return out;
      },
      async [Symbol.asyncDispose]() {},
    };
  },
});
