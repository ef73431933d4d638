import { z } from 'zod';

/** What every router between two LLMs can be told about the pair and about its threshold. */
const shared = {
  strong: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('Id of the LLM for hard queries, usually the dearer one; null chooses.')
    .meta({ source: 'chosen from the training data, see binary/README.md' }),
  weak: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('Id of the LLM for the other queries, usually the cheaper one; null chooses.')
    .meta({ source: 'chosen from the training data, see binary/README.md' }),
  minimumQueries: z
    .number()
    .int()
    .min(10)
    .max(1_000_000)
    .default(50)
    .describe('Training queries on which both LLMs of a pair must have been observed.')
    .meta({ source: 'our choice: with fewer, the threshold curve has steps of more than 2 % of the queries' }),
  folds: z
    .number()
    .int()
    .min(2)
    .max(20)
    .default(5)
    .describe('Parts of the training queries, each predicted by a model that has not seen it, for the threshold curve.')
    .meta({ source: 'our choice; the papers hold out one validation set' }),
  threshold: z
    .enum(['objective', 'value', 'share', 'quality-drop'])
    .default('objective')
    .describe(
      'What sets the win rate from which the strong LLM is asked: the best reward for the α of the request and the cost of both, ' +
        'a fixed win rate, a share of queries for the strong LLM, or the fewest calls of it within a drop in performance.',
    )
    .meta({ source: 'the reward is what routers are compared by; RouteLLM fixes the share, HybridLLM the drop' }),
  thresholdTarget: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .default(null)
    .describe('The win rate, the share or the relative drop (0.01 is 1 %) of that rule; null for `objective`.')
    .meta({ source: 'no choice of its own' }),
};

/** The shared hyper-parameters of a binary router with those of its own; a fixed rule must come with its number. */
export function binaryHyperparameters<T extends z.core.$ZodShape>(own: T) {
  return z.strictObject({ ...shared, ...own }).superRefine((h, context) => {
    const { threshold, thresholdTarget } = h as unknown as BinaryHyperparameters;
    if ((threshold === 'objective') === (thresholdTarget === null)) return;
    context.addIssue({
      code: 'custom',
      path: ['thresholdTarget'],
      message:
        threshold === 'objective' ? 'null with the rule objective' : `a number from 0 to 1 with the rule ${threshold}`,
    });
  });
}

/** The hyper-parameters that all binary routers share. */
export type BinaryHyperparameters = z.infer<z.ZodObject<typeof shared>>;
export type ThresholdRule = Pick<BinaryHyperparameters, 'threshold' | 'thresholdTarget'>;
