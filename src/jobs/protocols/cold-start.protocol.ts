import { z } from 'zod';
import type { AnchorSelection } from '../../calibration/types.js';
import { ThetaError } from '../../domain/errors.js';
import { objective } from '../../domain/objective.js';
import { answerSheet } from '../../evaluation/answers.js';
import { coldStartComparisons } from '../../evaluation/cold-start/compare.js';
import { measureColdStart } from '../../evaluation/cold-start/measure.js';
import { coldStartResults, coldStartRouters, groupsOf } from '../../evaluation/cold-start/rows.js';
import { strataOf } from '../../evaluation/strata.js';
import { testSet } from '../../evaluation/test-set.js';
import { DEFAULT_WARM_UP_WEIGHT } from '../defaults.js';
import { runColdStart } from './cold-start/run.js';
import { predictionTable, rewardTable } from './cold-start/tables.js';
import { chosenLlms } from './new-llm.protocol.js';
import { defineProtocol } from './protocol.js';
import { bootstrapRng, reportOf } from './report-of.js';
import { withAlphas } from './routers.js';
import { splitsOf } from './splits.js';
import { plainVariant } from './study.js';

const about = { id: 'cold-start', title: 'A new LLM that has answered a few queries', reproduces: '' };
const SELECTIONS = ['stratified', 'adaptive', 'random'] as const;

export const coldStart = defineProtocol({
  ...about,
  description:
    'Leaves one LLM after the other out of training, lets it answer some anchor queries of the training data, and predicts its other responses; then routes with it in the pool, scored by P̂ and by a lower bound of P̂. Figures are means over LLMs.',
  parameters: z.strictObject({
    anchors: z
      .array(z.int().min(0).max(10_000))
      .min(1)
      .default([0, 20, 50, 100])
      .describe('Numbers of anchor queries.')
      .meta({ source: 'a few dozen are what an operator would ask; 0 is the profile alone (paper 5.3)' }),
    selection: z
      .array(z.enum(SELECTIONS))
      .min(1)
      .default([...SELECTIONS])
      .describe('How they are chosen.'),
    caution: z
      .number()
      .min(0)
      .max(5)
      .default(1)
      .describe('Standard deviations of P̂ that the lower bound lies below it.')
      .meta({ source: 'our choice' }),
    llms: z
      .array(z.string())
      .default([])
      .describe('LLMs to leave out, one at a time; every LLM of the test data when empty.'),
  }),
  async run(given, parameters, watch) {
    const input = { ...withAlphas(given, [0.8]), ood: null };
    if (input.storedSet) {
      throw new ThetaError('CONFIG_INVALID', 'Protocol cold-start trains routers; it cannot score a trained set.', {
        hint: 'Give --train PATH….',
      });
    }
    const { splits, testSets, trainQueries } = splitsOf(input);
    const tests = testSets[0] as (typeof testSets)[number];
    const sheet = answerSheet(testSet(tests.responses, input.prices), []);
    const { test } = sheet;
    const plan = {
      routers: input.routers.length > 0 ? [...new Set(input.routers)] : [input.baseline],
      llms: chosenLlms(parameters.llms, tests.responses.llms),
      anchors: [...new Set(parameters.anchors)].sort((a, b) => a - b),
      selections: [...new Set(parameters.selection)].map((s) => s.toUpperCase() as AnchorSelection),
      caution: parameters.caution,
    };
    const { answers, embedders } = await runColdStart(input, plan, splits, test, watch);
    watch.onProgress({ stage: 'resample', done: 0, total: null, unit: 'resamples' });
    const objectives = input.alphas.map(objective);
    const options = { resamples: input.resamples, strata: strataOf(sheet, input) };
    const measured = await measureColdStart(test, objectives, answers, options, bootstrapRng(input), watch.signal);
    const groups = groupsOf(measured.newcomers);
    const figures = {
      results: coldStartResults(test, objectives, measured.newcomers),
      routers: coldStartRouters(test, groups),
      comparisons: coldStartComparisons(groups, measured, input.alphas),
    };
    const basis = {
      relativeCostSource: 'none' as const,
      embedder: embedders[0] ?? '',
      warmUpWeight: input.warmUpWeight ?? DEFAULT_WARM_UP_WEIGHT,
    };
    const study = {
      parts: [{ variant: plainVariant(input), testSet: tests, sheet, basis }],
      trainQueries,
      embedders,
      routerSet: `one LLM left out at a time, seed ${input.seed}`,
      leftOut: {},
    };
    const tables = [
      predictionTable(groups, plan.llms.length),
      ...input.alphas.map((alpha, i) => rewardTable(groups, measured, alpha, i)),
    ];
    const silent = plan.routers.filter(
      (id) =>
        !answers.newcomers.some(
          (n) => n.router === id && n.anchors !== null && n.predicted.some((p) => !Number.isNaN(p)),
        ),
    );
    const notes = [
      'Anchor queries are training queries of the split; an adaptive choice of more goes on from what the fewer have told.',
      `The lower bound is P̂ less ${parameters.caution} standard deviation${parameters.caution === 1 ? '' : 's'} of it; it scores the newcomer alone.`,
      ...(silent.length > 0 ? [`Without predictions for a newcomer: ${silent.join(', ')}.`] : []),
    ];
    const verdict = figures.comparisons
      .filter((c) => (c.metric === 'auc' || c.metric === 'reward') && c.verdict !== 'not distinguishable')
      .map((c) => `${c.sentence}.`);
    return reportOf(about, parameters, input, study, figures, { tables, curves: [], verdict, notes });
  },
});
