import type { Measured } from '../../evaluation/measure.js';
import type { Curve, ReportCell, ReportTable } from '../../evaluation/report.js';
import { nameColumn, RESULT_COLUMNS, ROUTER_COLUMNS, withEmbeddingCost } from './tables.js';
import type { Variant } from './study.js';

/** A variant with the number it stands for, where it stands for one. */
export interface SweepVariant extends Variant {
  readonly x: number | null;
}

const CHOICES = ['performance', 'totalCost', 'reward'] as const;

/** Every router in every variant at one α, on one test set: performance, cost, reward and AUC. */
export function sweepTable(
  figures: Measured,
  { testSet, alpha }: { readonly testSet: string; readonly alpha: number },
  heads: { readonly id: string; readonly title: string; readonly variant: string },
): ReportTable {
  const auc = (variant: string, router: string): ReportCell =>
    figures.routers.find((r) => r.testSet === testSet && r.variant === variant && r.router === router)?.metrics.auc ??
    null;
  const metrics = withEmbeddingCost(figures, CHOICES);
  return {
    id: heads.id,
    title: heads.title,
    columns: [
      nameColumn('router', 'router'),
      nameColumn('variant', heads.variant),
      ...metrics.flatMap((m) => RESULT_COLUMNS[m] ?? []),
      ROUTER_COLUMNS.auc,
    ],
    rows: figures.results
      .filter((row) => row.testSet === testSet && row.alpha === alpha && !row.reference)
      .sort((a, b) => (a.router < b.router ? -1 : a.router > b.router ? 1 : 0))
      .map((row) => ({
        cells: [
          row.router,
          row.variant,
          ...metrics.map((m): ReportCell => row.metrics[m]),
          auc(row.variant, row.router),
        ],
        reference: false,
      })),
  };
}

/** Performance, total cost and reward over the swept number, a curve each per test set and α. */
export function sweepCurves(
  figures: Measured,
  variants: readonly SweepVariant[],
  alphas: readonly number[],
  label: string,
): Curve[] {
  const units = { performance: 'share', totalCost: 'usd', reward: 'reward' } as const;
  const sets = [...new Set(figures.results.map((r) => r.testSet))];
  return sets.flatMap((testSet) =>
    alphas.flatMap((alpha) =>
      CHOICES.flatMap((metric): Curve[] => {
        const rows = figures.results.filter((r) => r.testSet === testSet && r.alpha === alpha && !r.reference);
        const series = [...new Set(rows.map((r) => r.router))].map((router) => ({
          name: router,
          reference: false,
          points: variants
            .flatMap(({ name, x }) => {
              const cell = rows.find((r) => r.router === router && r.variant === name)?.metrics[metric];
              if (x === null || !cell) return [];
              return [{ x, y: cell.value, low: cell.low, high: cell.high, label: name }];
            })
            .sort((a, b) => a.x - b.x),
        }));
        if (series.every((s) => s.points.length === 0)) return [];
        return [
          {
            id: `${metric}-${testSet}-${alpha}`,
            title: `${RESULT_COLUMNS[metric]?.label ?? metric} over ${label} (${testSet}, α = ${alpha})`,
            x: { label, unit: 'number' },
            y: { label: RESULT_COLUMNS[metric]?.label ?? metric, unit: units[metric] },
            series,
            diagonal: false,
          },
        ];
      }),
    ),
  );
}
