import { z } from 'zod';

const MEASURED = 'cross-validated, see README.md';

export const ensembleHyperparameters = z.strictObject({
  members: z
    .array(z.string().min(1))
    .min(1)
    .max(8)
    .default(['hirt', 'mirt', 'cluster'])
    .describe('Ids of the installed routers that are stacked; each must predict performance.')
    .meta({ source: MEASURED }),
  memberHyperparameters: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .default({})
    .describe('Hyper-parameters of members by their id; a member without an entry has its own defaults.')
    .meta({ source: 'defaults of the members' }),
  folds: z
    .number()
    .int()
    .min(2)
    .max(20)
    .default(5)
    .describe('Parts that the training queries are split into; members learn from all but one and predict that one.')
    .meta({ source: 'Breiman, Stacked Regressions, 1996: 10 parts; 5 cost half' }),
  rounds: z
    .number()
    .int()
    .min(1)
    .max(20)
    .default(1)
    .describe('How many of the parts are predicted; each costs one more training of every member.')
    .meta({ source: MEASURED }),
  averagePrecision: z
    .number()
    .min(0)
    .max(1e6)
    .default(1000)
    .describe('Precision of the normal prior that pulls the weights to the plain average of the members.')
    .meta({ source: MEASURED }),
});

export type EnsembleHyperparameters = z.infer<typeof ensembleHyperparameters>;
