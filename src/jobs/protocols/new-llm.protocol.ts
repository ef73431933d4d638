import { z } from 'zod';
import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { answerSheet } from '../../evaluation/answers.js';
import type { ReportTable } from '../../evaluation/report.js';
import { strataOf } from '../../evaluation/strata.js';
import { testSet } from '../../evaluation/test-set.js';
import type { UnseenLine } from '../../evaluation/unseen.js';
import { measureUnseen } from '../../evaluation/unseen.js';
import { DEFAULT_WARM_UP_WEIGHT } from '../defaults.js';
import type { UnseenPredictions } from './leave-one-out.js';
import { leaveOneOut } from './leave-one-out.js';
import { defineProtocol } from './protocol.js';
import type { ProtocolInput } from './protocol.js';
import { bootstrapRng, reportOf } from './report-of.js';
import { capable } from './routers.js';
import { splitsOf } from './splits.js';
import { plainVariant } from './study.js';
import { routerTable } from './tables.js';

const about = { id: 'new-llm', title: 'Predicting an LLM that training has not seen', reproduces: 'Table 4' };
const METRICS = ['rmse', 'mae', 'auc', 'aucAtHalf', 'accuracy', 'ece'] as const;

export const newLlm = defineProtocol({
  ...about,
  description:
    'Leaves one LLM after the other out of training and predicts its responses from its profile; figures are means over LLMs. The reference predicts the mean of the LLMs that were trained on.',
  parameters: z.strictObject({
    llms: z
      .array(z.string())
      .default([])
      .describe('LLMs to leave out, one at a time; every LLM of the test data when empty.')
      .meta({ source: 'the paper leaves out one, Claude 3.5 Haiku' }),
  }),
  async run(given, parameters, watch) {
    const input = { ...given, ood: null };
    if (input.storedSet) {
      throw new ThetaError('CONFIG_INVALID', 'Protocol new-llm trains routers; it cannot score a trained set.', {
        hint: 'Give --train PATH….',
      });
    }
    const routers = capable(input, 'unseenLlms', about.id);
    const { splits, testSets, trainQueries } = splitsOf(input);
    const tests = testSets[0] as (typeof testSets)[number];
    const llms = chosenLlms(parameters.llms, tests.responses.llms);
    const { predictions, embedders } = await leaveOneOut(input, routers, llms, splits, tests, watch);
    const sheet = answerSheet(testSet(tests.responses, null), []);
    watch.onProgress({ stage: 'resample', done: 0, total: null, unit: 'resamples' });
    const options = { resamples: input.resamples, strata: strataOf(sheet, input) };
    const figures = {
      results: [],
      ...(await measureUnseen(sheet.test, linesOf(predictions), options, bootstrapRng(input), watch.signal)),
    };
    const variants = ['', ...llms.map((llm) => `without ${llm}`)];
    const tables = variants.map((variant): ReportTable =>
      routerTable(figures, { testSet: 'test', variant }, METRICS, {
        id: variant === '' ? 'mean' : variant,
        title: variant === '' ? `mean over ${llms.length} LLMs` : variant,
      }),
    );
    const study = {
      parts: [{ variant: plainVariant(input), testSet: tests, sheet, basis: basisOf(input, embedders) }],
      trainQueries,
      embedders,
      routerSet: `one LLM left out at a time, seed ${input.seed}`,
      leftOut: {},
    };
    const verdict = figures.comparisons
      .filter((c) => c.against.startsWith('(') && ['auc', 'rmse'].includes(c.metric))
      .map((c) => `${c.sentence}.`);
    const missing = llms.filter((llm) => predictions.every((p) => p.llm !== llm || p.predicted.every(Number.isNaN)));
    const notes =
      missing.length > 0 ? [`Without a profile, so not predicted by any router: ${missing.join(', ')}.`] : [];
    return reportOf(about, parameters, input, study, figures, { tables, curves: [], verdict, notes });
  },
});

/** Throws UNKNOWN_LLM for one that the test data do not hold. */
export function chosenLlms(named: readonly string[], all: readonly LlmId[]): LlmId[] {
  const unknown = named.filter((name) => !all.some((llm) => llm === name));
  if (unknown.length > 0) {
    throw new ThetaError('UNKNOWN_LLM', `The test data hold no responses of ${unknown.join(', ')}.`, {
      hint: `LLMs of the test data: ${all.join(', ')}.`,
    });
  }
  return named.length > 0 ? all.filter((llm) => named.includes(llm)) : [...all];
}

/** Every router, then, for each, what its predictions for the known LLMs say on average. */
function linesOf(predictions: readonly UnseenPredictions[]): UnseenLine[] {
  const routers = [...new Set(predictions.map((p) => p.router))];
  const line = (name: string, reference: boolean, router: string, pick: (p: UnseenPredictions) => Float32Array) => ({
    name,
    reference,
    predicted: new Map(predictions.filter((p) => p.router === router).map((p) => [p.llm as string, pick(p)])),
  });
  return [
    ...routers.map((r) => line(r, false, r, (p) => p.predicted)),
    ...routers.map((r) => line(`(mean of the others by ${r})`, true, r, (p) => p.others)),
  ];
}

const basisOf = ({ warmUpWeight }: ProtocolInput, embedders: readonly string[]) => ({
  relativeCostSource: 'none' as const,
  embedder: embedders[0] ?? '',
  warmUpWeight: warmUpWeight ?? DEFAULT_WARM_UP_WEIGHT,
});
