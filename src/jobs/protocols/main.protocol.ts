import { z } from 'zod';
import type { ReportTable } from '../../evaluation/report.js';
import { costCurves, reliabilityCurves } from './curves.js';
import { defineProtocol } from './protocol.js';
import { figuresOf, reportOf } from './report-of.js';
import { withAlphas, withBestSingle } from './routers.js';
import { plainVariant, runStudy } from './study.js';
import { resultTable, routerTable, withEmbeddingCost } from './tables.js';

/** The three settings of the paper's Tables 1 and 2. */
export const PAPER_ALPHAS = [0.8, 0.5, 0.2];

const METRICS = ['performance', 'totalCost', 'reward', 'regret', 'taskMean', 'shareEntropy'] as const;
const PREDICTIONS = ['auc', 'aucAtHalf', 'accuracy', 'rmse', 'mae', 'brier', 'ece', 'aiq'] as const;

const about = {
  id: 'main',
  title: 'Performance, cost and reward of routers',
  reproduces: 'Table 1 (in distribution) and Table 2 (out of distribution)',
};

export const main = defineProtocol({
  ...about,
  description:
    'Every router decides for every test query at each α. A second test set gives the out-of-distribution table. Also quality of prediction, AIQ, routing collapse and queries that few LLMs solve.',
  parameters: z.strictObject({}),
  async run(given, parameters, watch) {
    const input = withAlphas(given, PAPER_ALPHAS);
    const study = await runStudy(input, withBestSingle(input), [plainVariant(input)], watch);
    const figures = await figuresOf(study, input, watch);
    const tables = study.parts.flatMap(({ testSet }): ReportTable[] => {
      const where = { testSet: testSet.id, variant: '' };
      const metrics = withEmbeddingCost(figures, METRICS);
      return [
        ...input.alphas.map((alpha) =>
          resultTable(figures, { ...where, alpha }, metrics, {
            id: `${testSet.id}-${alpha}`,
            title: `${testSet.title}, α = ${alpha}`,
          }),
        ),
        routerTable(figures, where, PREDICTIONS, {
          id: `${testSet.id}-predictions`,
          title: `${testSet.title}: prediction and cost–performance curve`,
        }),
      ];
    });
    const curves = [...costCurves(figures), ...reliabilityCurves(figures)];
    return reportOf(about, parameters, input, study, figures, { tables, curves });
  },
});
