import type { Estimate, EvaluationReport, ResultRow, RouterRow, StabilityRow } from '../report.js';
import { ALL_KINDS } from '../stability-words.js';

const HEADER = [
  'protocol',
  'data',
  'variant',
  'router',
  'alpha',
  'metric',
  'value',
  'low',
  'high',
  'n',
  'seed',
] as const;
type Field = string | number | null;

/**
 * Every figure of a report as one row (long form, RFC 4180, numbers in full): `share/LLM` is the share of queries sent to
 * an LLM, `performance/TASK` the mean performance on a task. `n` counts the test queries behind a figure, or the query ×
 * LLM pairs for what compares predictions with responses; rows of stability have the kind of change for a variant. α is empty where a figure does not depend on it.
 */
export function reportCsv(report: EvaluationReport): string {
  const rows = [
    ...report.results.flatMap((r) => resultRows(report, r)),
    ...report.routers.flatMap((r) => routerRows(report, r)),
    ...(report.stability ?? []).flatMap((r) => stabilityRows(report, r)),
  ];
  return [HEADER, ...rows].map((fields) => `${fields.map(quoted).join(',')}\r\n`).join('');
}

function resultRows(report: EvaluationReport, row: ResultRow): Field[][] {
  const data = report.data.find((d) => d.testSet === row.testSet);
  const coverage = row.metrics.coverage?.value ?? 1;
  const n = data ? Math.round(data.testQueries * coverage) : null;
  const line = lines(report, row, row.alpha);
  return [
    ...line(row.metrics, n),
    ...Object.entries(row.perTask).flatMap(([task, value]) =>
      line({ [`performance/${task}`]: exact(value) }, data?.tasks[task] ?? null),
    ),
    ...Object.entries(row.shares).flatMap(([llm, value]) => line({ [`share/${llm}`]: exact(value) }, n)),
  ];
}

function routerRows(report: EvaluationReport, row: RouterRow): Field[][] {
  const data = report.data.find((d) => d.testSet === row.testSet);
  const { aiq, ...predictions } = row.metrics;
  const line = lines(report, row, null);
  // Reliability counts exactly the pairs that the metrics of predictions are made of.
  const pairs = row.reliability.reduce((sum, bin) => sum + bin.count, 0);
  return [
    ...line(predictions, pairs > 0 ? pairs : (data?.testResponses ?? null)),
    ...line({ aiq }, data ? Math.round(data.testQueries * row.coverage) : null),
  ];
}

function stabilityRows(report: EvaluationReport, row: StabilityRow): Field[][] {
  const { kept, performance, reward, flippedPerformance, flippedReward, equallyGood, prediction } = row;
  const figures = { kept, performance, reward, flippedPerformance, flippedReward, equallyGood, prediction };
  const named = Object.fromEntries(Object.entries(figures).map(([name, value]) => [`stability/${name}`, value]));
  const { testSet, router, alpha, kind, queries } = row;
  return lines(report, { testSet, router, variant: kind ?? ALL_KINDS }, alpha)(named, queries);
}

/** Rows of what one router, or reference, was measured to be. */
const lines =
  (report: EvaluationReport, row: Pick<ResultRow, 'testSet' | 'variant' | 'router'>, alpha: number | null) =>
  (metrics: object, n: number | null): Field[][] =>
    Object.entries(metrics as Readonly<Record<string, Estimate | null>>).flatMap(([metric, estimate]) =>
      estimate === null
        ? []
        : [
            [
              report.protocol.id,
              row.testSet,
              row.variant,
              row.router,
              alpha,
              metric,
              estimate.value,
              estimate.low,
              estimate.high,
              n,
              report.seeds.training,
            ],
          ],
    );

const exact = (value: number): Estimate => ({ value, low: null, high: null });

const quoted = (field: Field): string => {
  const text = field === null ? '' : String(field);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};
