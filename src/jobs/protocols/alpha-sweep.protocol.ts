import { z } from 'zod';
import { ThetaError } from '../../domain/errors.js';
import type { AnswerSheet } from '../../evaluation/answers.js';
import type { PathPoint } from '../../evaluation/policy-paths.js';
import { measurePath } from '../../evaluation/policy-paths.js';
import { strataOf } from '../../evaluation/strata.js';
import type { Watch } from '../worker-messages.js';
import { heldOutShare, heldOutTraining } from './held-out-training.js';
import type { ProtocolInput } from './protocol.js';
import { defineProtocol } from './protocol.js';
import { bootstrapRng, figuresOf, reportOf } from './report-of.js';
import { withAlphas, withBestSingle } from './routers.js';
import { plainVariant, runStudy } from './study.js';
import type { SweepSettings, SweptRouter } from './sweep-paths.js';
import { choosesByScore, sweepSplit, sweptRouter } from './sweep-paths.js';
import type { MeasuredSweep } from './path-report.js';
import { pathCurve, pathSentences, pathTables } from './path-report.js';

const about = {
  id: 'alpha-sweep',
  title: 'From the best LLM to the cheapest: α, balance and targets',
  reproduces: '',
};

const fraction = z.number().min(0).max(1);

const parameters = z.strictObject({
  heldOutShare,
  steps: z
    .int()
    .min(2)
    .max(200)
    .default(20)
    .describe('Into how many equal steps α and balance are divided on their way from 1 to 0.')
    .meta({ source: 'steps of .05: a finer grid shows the same jumps' }),
  shares: z
    .array(z.number().gt(0))
    .min(1)
    .default([1, 0.98, 0.95, 0.9, 0.8])
    .describe('Shares of the best single LLM’s performance to reach as cheaply as possible.')
    .meta({ source: 'issue: “at least 95 % of the best LLM”, and values around it' }),
  ceilings: z
    .array(fraction)
    .min(1)
    .default([0.5, 0.2, 0.1, 0.05, 0.02])
    .describe('Mean costs not to exceed, as shares of what the dearest LLM costs.')
    .meta({ source: 'those of the protocol budget' }),
});

export const alphaSweep = defineProtocol({
  ...about,
  description:
    'Every router that scores by P̂ and cost walks from the best LLM to the cheapest: by α over the paper’s C, and by balance, which is solved on queries kept aside. Also what quality floors and cost ceilings that are solved there give on the test queries. Needs costs.',
  parameters,
  async run(given, { steps, shares, ceilings, heldOutShare: share }, watch) {
    const input = withAlphas(given, [0.8]);
    const training = heldOutTraining(input, share, about.id);
    const { plugins } = input.training.factory;
    const routers = withBestSingle(input).filter((id) => choosesByScore({ plugin: plugins.get(id) }));
    const grid = Array.from({ length: steps + 1 }, (_, i) => (steps - i) / steps);
    const swept = new Map<string, Swept>();
    const variant = { ...plainVariant(input), training };
    const study = await runStudy(input, routers, [variant], watch, async (part) => {
      const { sheet, testSet, set } = part;
      for (const router of set.routers.values()) {
        if (!choosesByScore(router) || router.id === 'best-single') continue;
        watch.onProgress({ stage: `sweep ${router.id}`, done: 0, total: null, unit: 'settings' });
        const key = `${testSet.id} ${router.id}`;
        const settings = { alphas: grid, balances: grid, shares: falling(shares), ceilings: usd(ceilings, sheet) };
        const known = swept.get(key) ?? { testSet, sheet, settings, of: fresh(router.id, settings, sheet) };
        swept.set(key, known);
        await sweepSplit(known.of, router, part, input);
      }
    });
    const measured = await Promise.all([...swept.values()].map((s) => measureSwept(s, input, watch)));
    const figures = await figuresOf(study, input, watch);
    const sets = [...new Set(measured.map((m) => m.testSet))];
    const tables = sets.flatMap((t) =>
      pathTables(
        t.id,
        t.title,
        measured.filter((m) => m.testSet === t),
      ),
    );
    return reportOf(about, { steps, shares, ceilings, heldOutShare: share }, input, study, figures, {
      tables,
      curves: sets.flatMap((t) =>
        pathCurve(
          t.id,
          t.title,
          measured.filter((m) => m.testSet === t),
        ),
      ),
      verdict: measured.flatMap(pathSentences),
      notes: NOTES,
    });
  },
});

const NOTES = [
  'Balance and targets: best P̂ − κ·expected cost, with κ solved on the training queries that were kept aside in each split; expected cost is price × tokens, or the LLM’s mean training cost where data have costs. α: best α·P̂ − β·C with the paper’s C.',
  'Steps are shares of the whole way of the same path on the test queries: a path without jumps has steps about as long as its grid. A rise is a step in the wrong direction; on the held-out hull there is none by construction, on test queries small ones are noise.',
];

interface Swept {
  readonly testSet: { readonly id: string; readonly title: string };
  readonly sheet: AnswerSheet;
  readonly settings: SweepSettings;
  readonly of: SweptRouter;
}

const fresh = (router: string, settings: SweepSettings, { test }: AnswerSheet): SweptRouter =>
  sweptRouter(router, settings, test.responses.queries.length);

const falling = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => b - a);

function usd(ceilings: readonly number[], { test }: AnswerSheet): number[] {
  if (test.costSource === 'none') {
    throw new ThetaError(
      'CONFIG_INVALID',
      'Protocol alpha-sweep needs costs; the data have none and no prices are given.',
      {
        hint: 'Give --prices FILE.',
      },
    );
  }
  return falling(ceilings).map((share) => (1000 * share * test.dearestTotal) / test.responses.queries.length);
}

async function measureSwept({ testSet, sheet, of }: Swept, input: ProtocolInput, watch: Watch): Promise<MeasuredSweep> {
  const options = { resamples: input.resamples, strata: strataOf(sheet, input) };
  const measure = (path: SweptRouter['alpha']) => measurePath(path, options, bootstrapRng(input), watch.signal);
  const [best] = await measure(of.best);
  return {
    router: of.router,
    testSet,
    alpha: await measure(of.alpha),
    balance: await measure(of.balance),
    shareOfBest: await measure(of.shareOfBest),
    ceiling: await measure(of.ceiling),
    best: best as PathPoint,
    hulls: of.hulls,
  };
}
