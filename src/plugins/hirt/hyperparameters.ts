import { z } from 'zod';
import { integer } from '../numeric-hyperparameters.js';

const MEASURED = 'cross-validated, see README.md';
const precision = (value: number, source = MEASURED) => z.number().min(1e-6).max(1e9).default(value).meta({ source });

/** What a training run of hierarchical IRT can be told. Precisions are those of normal priors on log-odds. */
export const hirtHyperparameters = z.strictObject({
  overallPrecision: precision(1).describe('Prior precision of the overall ability of an LLM around that of all LLMs.'),
  abilityPrecision: precision(5).describe('Prior precision of a task ability around the overall ability of its LLM.'),
  residualPrecision: precision(1000).describe(
    'Prior precision of what is specific to one LLM and one query beyond the task; the largest number switches it off.',
  ),
  residualDims: integer(0, 64, 16, MEASURED).describe('Most unnamed ability dimensions behind the tasks.'),
  taskPrecision: precision(10).describe('Prior precision of the mean difficulty of a task.'),
  difficultyPrecision: precision(2000).describe('Prior precision of the difficulty weights shared by all tasks.'),
  taskDifficultyPrecision: precision(600).describe(
    'Prior precision of the difficulty weights of one task around the shared ones.',
  ),
  taskWeightExponent: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('A query weighs (size of its task)^−exponent in the likelihood.')
    .meta({ source: 'as mirt' }),
  minTaskQueries: integer(1, 100_000, 20, 'our choice: fewer do not place an LLM on a scale of its own').describe(
    'Tasks with fewer training queries are put together into one dimension.',
  ),
  clusters: integer(1, 256, 8, MEASURED).describe('Groups that stand in for tasks where most queries have no label.'),
  clusterAbilityPrecision: precision(20).describe('abilityPrecision where clusters stand in for tasks.'),
  classifierInverseRegularisation: z
    .number()
    .min(1e-9)
    .max(1e6)
    .default(0.003)
    .describe('C of the task classifier, multinomial logistic regression; larger fits closer.')
    .meta({ source: MEASURED }),
  classifierFolds: integer(2, 20, 3, MEASURED).describe(
    'Parts for the task probabilities of training queries: each part is classified by what the others taught.',
  ),
  profilePrecision: precision(10).describe(
    'Shrinkage of what the profile of an LLM without responses says of its ability, in units of the spread of profiles.',
  ),
  iterations: integer(1, 10_000, 200, 'our choice; it converges after about 60').describe('Most steps of L-BFGS.'),
  orderingPrecision: z
    .number()
    .min(0)
    .max(1e6)
    .default(0)
    .describe(
      'How firmly a larger LLM of a family is held to be at least as able on average as a smaller one (paper, Limitations); 0 for not at all.',
    )
    .meta({ source: 'off: see README.md for its measured effect' }),
});

export type HirtHyperparameters = z.infer<typeof hirtHyperparameters>;
