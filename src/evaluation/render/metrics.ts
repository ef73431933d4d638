import type { ReportFormat } from '../report/table.js';
import type { ResultMetrics, RouterMetrics } from '../report.js';

interface MetricName {
  readonly label: string;
  readonly format: ReportFormat;
}

const hits = (k: number): MetricName => ({ label: `top-${k} hits %`, format: 'percent' });
const tiedHits = (k: number): MetricName => ({ label: `top-${k} hits, ties counted %`, format: 'percent' });

/** How each metric is called and written. */
export const METRICS: Readonly<Record<keyof ResultMetrics | keyof RouterMetrics, MetricName>> = {
  performance: { label: 'performance %', format: 'percent' },
  taskMean: { label: 'mean over tasks %', format: 'percent' },
  totalCost: { label: 'total cost $', format: 'usd' },
  embeddingCost: { label: 'of which embedding $', format: 'usd' },
  reward: { label: 'reward', format: 'reward' },
  regret: { label: 'regret', format: 'reward' },
  top1: hits(1),
  top2: hits(2),
  top3: hits(3),
  top4: hits(4),
  top5: hits(5),
  top1Tied: tiedHits(1),
  top2Tied: tiedHits(2),
  top3Tied: tiedHits(3),
  top4Tied: tiedHits(4),
  top5Tied: tiedHits(5),
  shareEntropy: { label: 'entropy of shares', format: 'figure' },
  llmsAsked: { label: 'LLMs asked per query', format: 'figure' },
  coverage: { label: 'coverage %', format: 'percent' },
  auc: { label: 'AUC', format: 'figure' },
  aucAtHalf: { label: 'AUC at 0.5', format: 'figure' },
  accuracy: { label: 'accuracy %', format: 'percent' },
  rmse: { label: 'RMSE', format: 'figure' },
  mae: { label: 'MAE', format: 'figure' },
  brier: { label: 'Brier', format: 'figure' },
  ece: { label: 'ECE', format: 'figure' },
  aiq: { label: 'AIQ', format: 'figure' },
};
