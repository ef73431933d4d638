import type { Measured } from '../../evaluation/measure.js';
import type {
  ReportCell,
  ReportColumn,
  ReportTable,
  ResultMetrics,
  ResultRow,
  RouterMetrics,
} from '../../evaluation/report.js';

const column = (id: string, label: string, format: ReportColumn['format'], better: ReportColumn['better'] = null) => ({
  id,
  label,
  format,
  better,
});

export const RESULT_COLUMNS: Readonly<Partial<Record<keyof ResultMetrics, ReportColumn>>> = {
  performance: column('performance', 'performance', 'percent', 'higher'),
  totalCost: column('totalCost', 'total cost $', 'usd', 'lower'),
  embeddingCost: column('embeddingCost', 'of which embedding $', 'usd', 'lower'),
  reward: column('reward', 'reward', 'reward', 'higher'),
  regret: column('regret', 'regret', 'reward', 'lower'),
  taskMean: column('taskMean', 'mean over tasks', 'percent', 'higher'),
  shareEntropy: column('shareEntropy', 'share entropy', 'figure'),
  top1: column('top1', 'top-1', 'percent', 'higher'),
  top2: column('top2', 'top-2', 'percent', 'higher'),
  top3: column('top3', 'top-3', 'percent', 'higher'),
  top4: column('top4', 'top-4', 'percent', 'higher'),
  top5: column('top5', 'top-5', 'percent', 'higher'),
  top1Tied: column('top1Tied', 'top-1 tied', 'percent', 'higher'),
  top2Tied: column('top2Tied', 'top-2 tied', 'percent', 'higher'),
  top3Tied: column('top3Tied', 'top-3 tied', 'percent', 'higher'),
  top4Tied: column('top4Tied', 'top-4 tied', 'percent', 'higher'),
  top5Tied: column('top5Tied', 'top-5 tied', 'percent', 'higher'),
};

export const ROUTER_COLUMNS: Readonly<Record<keyof RouterMetrics, ReportColumn>> = {
  auc: column('auc', 'AUC', 'figure', 'higher'),
  aucAtHalf: column('aucAtHalf', 'auc@0.5', 'figure', 'higher'),
  accuracy: column('accuracy', 'ACC', 'figure', 'higher'),
  rmse: column('rmse', 'RMSE', 'figure', 'lower'),
  mae: column('mae', 'MAE', 'figure', 'lower'),
  brier: column('brier', 'Brier', 'figure', 'lower'),
  ece: column('ece', 'ECE', 'figure', 'lower'),
  aiq: column('aiq', 'AIQ', 'figure', 'higher'),
};

export const nameColumn = (id: string, label: string): ReportColumn => column(id, label, 'text');

/** The metrics with what embedding cost behind the total cost that holds it, where an embedder was paid. */
export const withEmbeddingCost = (
  { results }: Measured,
  metrics: readonly (keyof ResultMetrics)[],
): readonly (keyof ResultMetrics)[] =>
  results.every((row) => row.metrics.embeddingCost === null)
    ? metrics
    : metrics.flatMap((m) => (m === 'totalCost' ? [m, 'embeddingCost'] : [m]));

/** Which rows of the results a table shows. */
export interface Pick {
  readonly testSet: string;
  readonly variant: string;
  readonly alpha: number;
}

const isOf =
  ({ testSet, variant, alpha }: Pick) =>
  (row: ResultRow) =>
    row.testSet === testSet && row.variant === variant && row.alpha === alpha;

/** Routers and references as rows, metrics at one α as columns. */
export function resultTable(
  figures: Measured,
  pick: Pick,
  metrics: readonly (keyof ResultMetrics)[],
  names: { readonly id: string; readonly title: string },
): ReportTable {
  return {
    ...names,
    columns: [nameColumn('router', 'router'), ...metrics.map((m) => RESULT_COLUMNS[m] as ReportColumn)],
    rows: figures.results.filter(isOf(pick)).map((row) => ({
      cells: [row.router, ...metrics.map((m): ReportCell => row.metrics[m])],
      reference: row.reference,
    })),
  };
}

/** What does not depend on α, routers and references that have any of it. */
export function routerTable(
  figures: Measured,
  { testSet, variant }: Omit<Pick, 'alpha'>,
  metrics: readonly (keyof RouterMetrics)[],
  names: { readonly id: string; readonly title: string },
): ReportTable {
  return {
    ...names,
    columns: [nameColumn('router', 'router'), ...metrics.map((m) => ROUTER_COLUMNS[m])],
    rows: figures.routers
      .filter((row) => row.testSet === testSet && row.variant === variant)
      .filter((row) => metrics.some((m) => row.metrics[m] !== null))
      .map((row) => ({
        cells: [row.router, ...metrics.map((m): ReportCell => row.metrics[m])],
        reference: row.reference,
      })),
  };
}
