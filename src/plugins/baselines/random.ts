import { z } from 'zod';
import { expectArtifact } from '../../domain/artifact.js';
import { throwIfAborted } from '../../domain/errors.js';
import { llmId } from '../../domain/ids.js';
import { matrix } from '../../domain/matrix.js';
import { hash32 } from '../../domain/random.js';
import { defineRouter } from '../contract.js';

const KIND = 'router/random';

/** Prefers LLMs at random, but the same for the same seed and text: alone, in a batch, today and tomorrow. */
export const random = defineRouter({
  id: 'random',
  contract: 1,
  title: 'Random',
  description: 'A seeded random preference for each query and LLM; every LLM wins equally often.',
  maturity: 'stable',
  citation: { work: 'The usual lower baseline', deviations: [] },
  output: 'preference',
  evaluationOnly: false,
  cannotOnboard: 'it takes every LLM by chance, whatever that answers',
  capabilities: [],
  hyperparameters: z.strictObject({
    seed: z
      .number()
      .int()
      .min(0)
      .max(0xffffffff)
      .nullable()
      .default(null)
      .describe('Another seed, other choices; null takes the seed of the training run.')
      .meta({ source: 'no choice of its own' }),
  }),
  async train(data, hyperparameters, run) {
    throwIfAborted(run.signal);
    const seed = hyperparameters.seed ?? run.seed >>> 0;
    return {
      kind: KIND,
      formatVersion: 1,
      meta: { embedderId: null, llms: data.responses.llms, hyperparameters: { seed } },
      tensors: {},
    };
  },
  async load(artifact) {
    const { meta } = expectArtifact(artifact, KIND, 1);
    const { seed } = meta['hyperparameters'] as { seed: number };
    return {
      llms: (meta['llms'] as readonly string[]).map(llmId),
      supports: () => true,
      async predict({ keys }, { llms }) {
        const out = matrix(keys.length, llms.length);
        keys.forEach((key, q) => {
          // Hashing key and LLM together makes a preference independent of which other LLMs are in the pool.
          llms.forEach((llm, j) => (out.data[q * llms.length + j] = hash32(`${key}\u0000${llm}`, seed) / 0xffffffff));
        });
        return out;
      },
      async [Symbol.asyncDispose]() {},
    };
  },
});
