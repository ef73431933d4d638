import { z } from 'zod';

const MEASURED = 'cross-validated, see README.md';

export const knnHyperparameters = z.strictObject({
  k: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(100)
    .describe('Neighbours whose responses are averaged.')
    .meta({ source: MEASURED }),
  weighting: z
    .enum(['uniform', 'cosine'])
    .default('cosine')
    .describe('Whether near neighbours count for more: weight 1, or the cosine similarity where it is positive.')
    .meta({ source: MEASURED }),
  shrinkage: z
    .number()
    .min(0)
    .max(1e6)
    .default(1)
    .describe('Neighbours that the mean performance of the LLM counts for.')
    .meta({ source: MEASURED }),
  overFetch: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(4)
    .describe('Up to k·overFetch neighbours are looked at when some of the k miss an LLM.')
    .meta({ source: 'our choice: four times covers LLMs tested on a quarter of the queries' }),
});

export type KnnHyperparameters = z.infer<typeof knnHyperparameters>;
