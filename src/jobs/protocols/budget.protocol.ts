import { z } from 'zod';
import { budgetCurve } from '../../domain/assignment/budget-curve.js';
import type { BudgetPoint } from '../../domain/assignment/budget-curve.js';
import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import { matrix } from '../../domain/matrix.js';
import type { AnswerSheet, RouterAnswers } from '../../evaluation/answers.js';
import type { Curve, ReportTable } from '../../evaluation/report.js';
import { defineProtocol } from './protocol.js';
import { figuresOf, reportOf } from './report-of.js';
import { withAlphas, withBestSingle } from './routers.js';
import { plainVariant, runStudy } from './study.js';
import { nameColumn } from './tables.js';

const about = { id: 'budget', title: 'One budget for a batch: optimal against greedy assignment', reproduces: '' };

const COLUMNS: ReportTable['columns'] = [
  nameColumn('router', 'router'),
  { id: 'share', label: 'budget / dearest', format: 'figure', better: null },
  { id: 'budget', label: 'budget $', format: 'usd', better: null },
  { id: 'optimal', label: 'optimal', format: 'percent', better: 'higher' },
  { id: 'optimalPredicted', label: 'optimal, P̂', format: 'percent', better: 'higher' },
  { id: 'optimalSpend', label: 'optimal $', format: 'usd', better: null },
  { id: 'greedy', label: 'greedy', format: 'percent', better: 'higher' },
  { id: 'greedyPredicted', label: 'greedy, P̂', format: 'percent', better: 'higher' },
  { id: 'greedySpend', label: 'greedy $', format: 'usd', better: null },
];

export const budget = defineProtocol({
  ...about,
  description:
    'All test queries are one batch with one budget in USD. The assignment with the largest sum of P̂ within it is compared with taking upgrades greedily by efficiency, over several budgets. Needs costs.',
  parameters: z.strictObject({
    shares: z
      .array(z.number().gt(0).max(1))
      .min(1)
      .default([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1])
      .describe('Budgets as shares of what the dearest LLM costs for everything.')
      .meta({ source: 'covers the range from the cheapest LLM to the dearest on the data of the results page' }),
  }),
  async run(given, parameters, watch) {
    const input = withAlphas(given, [0.8]);
    const study = await runStudy(input, withBestSingle(input), [plainVariant(input)], watch);
    const tables: ReportTable[] = [];
    const curves: Curve[] = [];
    for (const { sheet, testSet } of study.parts) {
      if (sheet.test.costSource === 'none') {
        throw new ThetaError(
          'CONFIG_INVALID',
          'Protocol budget needs costs; the data have none and no prices are given.',
          {
            hint: 'Give --prices FILE.',
          },
        );
      }
      const points: { readonly router: string; readonly curve: readonly BudgetPoint[] }[] = [];
      for (const answers of [...sheet.routers.values()].filter((a) => a.output === 'performance')) {
        throwIfAborted(watch.signal);
        watch.onProgress({ stage: `assign ${answers.router}`, done: 0, total: null, unit: 'budgets' });
        const budgets = parameters.shares.map((share) => share * sheet.test.dearestTotal);
        points.push({ router: answers.router, curve: assigned(sheet, answers, budgets) });
      }
      tables.push({
        id: testSet.id,
        title: testSet.title,
        columns: COLUMNS,
        rows: points.flatMap(({ router, curve }) =>
          curve.map((p) => ({ cells: [router, p.budget / sheet.test.dearestTotal, ...cellsOf(p)], reference: false })),
        ),
      });
      curves.push(curveOf(testSet.id, testSet.title, points));
    }
    const figures = await figuresOf(study, input, watch);
    const notes = [
      'The spend of every answer is taken as known when assigning; with prices it is price × estimated tokens. An empty cell is a budget too small to answer everything.',
      'Optimal is the largest sum of P̂; the performance observed may be smaller than the greedy one’s where predictions err.',
    ];
    return reportOf(about, parameters, input, study, figures, { tables, curves, notes });
  },
});

/** LLMs that the router cannot answer for cannot be chosen; queries that it answers for none are left out. */
function assigned({ test }: AnswerSheet, { predicted }: RouterAnswers, budgets: readonly number[]): BudgetPoint[] {
  const cols = test.responses.llms.length;
  const isKnown = (i: number) => !Number.isNaN(predicted[i]) && !Number.isNaN(test.performance[i]);
  const rows = [...test.responses.queries.keys()].filter((q) =>
    Array.from({ length: cols }, (_, j) => q * cols + j).some(isKnown),
  );
  const pick = (value: (i: number) => number) =>
    matrix(
      rows.length,
      cols,
      Float32Array.from({ length: rows.length * cols }, (_, k) =>
        value((rows[Math.floor(k / cols)] as number) * cols + (k % cols)),
      ),
    );
  return budgetCurve(
    pick((i) => (isKnown(i) ? (predicted[i] as number) : 0)),
    pick((i) => (isKnown(i) ? (test.performance[i] as number) : Number.NaN)),
    pick((i) => (isKnown(i) ? (test.spend[i] as number) : Number.NaN)),
    budgets,
  );
}

const cellsOf = ({ budget: usd, optimal, greedy }: BudgetPoint) => [
  usd,
  optimal?.performance ?? null,
  optimal?.predicted ?? null,
  optimal?.spend ?? null,
  greedy?.performance ?? null,
  greedy?.predicted ?? null,
  greedy?.spend ?? null,
];

function curveOf(
  id: string,
  title: string,
  points: readonly { readonly router: string; readonly curve: readonly BudgetPoint[] }[],
): Curve {
  const series = points.flatMap(({ router, curve }) =>
    (['optimal', 'greedy'] as const).map((method) => ({
      name: `${router}, ${method}`,
      reference: false,
      points: curve.flatMap((p) => {
        const at = p[method];
        return at ? [{ x: p.budget, y: at.performance, low: null, high: null, label: method }] : [];
      }),
    })),
  );
  return {
    id: `budget-${id}`,
    title: `Performance over budget (${title})`,
    x: { label: 'budget', unit: 'usd' },
    y: { label: 'performance', unit: 'share' },
    series,
    diagonal: false,
  };
}
