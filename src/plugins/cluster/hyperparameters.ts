import { z } from 'zod';

const MEASURED = 'cross-validated, see README.md';

export const clusterHyperparameters = z.strictObject({
  clusters: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(60)
    .describe('Groups of training queries; at most one per query.')
    .meta({ source: 'paper, section 3: k = 60' }),
  nearest: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(4)
    .describe('Clusters next to a query whose scores are averaged (p of the paper).')
    .meta({ source: 'published configuration of Avengers-Pro: top_k = 4' }),
  temperature: z
    .number()
    .min(1e-6)
    .max(1e6)
    .default(0.5)
    .describe('How evenly they count: weight ∝ exp(−d² / (temperature · mean d² of a training query)).')
    .meta({ source: MEASURED }),
  shrinkage: z
    .number()
    .min(0)
    .max(1e6)
    .default(5)
    .describe('Responses in each cluster that the overall mean of the LLM counts for.')
    .meta({ source: MEASURED }),
  restarts: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe('Runs of k-means, of which the tightest is kept.')
    .meta({ source: MEASURED }),
  iterations: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(100)
    .describe('Most passes of k-means over the queries.')
    .meta({ source: 'our choice: it settles in fewer on all data sets measured' }),
});

export type ClusterHyperparameters = z.infer<typeof clusterHyperparameters>;
