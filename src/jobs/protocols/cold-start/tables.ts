import { difference, estimateOf } from '../../../evaluation/bootstrap/interval.js';
import type { Resampled } from '../../../evaluation/bootstrap/resample.js';
import { mean } from '../../../evaluation/cold-start/compare.js';
import type { MeasuredColdStart } from '../../../evaluation/cold-start/measure.js';
import { meanOf } from '../../../evaluation/cold-start/measure.js';
import type { Group } from '../../../evaluation/cold-start/rows.js';
import { CHOICE } from '../../../evaluation/metrics/choice-statistic.js';
import type { ReportTable } from '../../../evaluation/report.js';
import { predictionMetrics } from '../../../evaluation/router-row.js';
import { nameColumn, ROUTER_COLUMNS } from '../tables.js';

const METRICS = ['auc', 'accuracy', 'rmse', 'ece'] as const;
const HEAD = [nameColumn('router', 'router'), nameColumn('known', 'newcomer known')];
const reward = (id: string, label: string) => ({ id, label, format: 'reward' as const, better: 'higher' as const });

/** How well newcomers are predicted, by how they came to be known. */
export const predictionTable = (groups: readonly Group[], llms: number): ReportTable => ({
  id: 'prediction',
  title: `predicting a newcomer, mean over ${llms} LLMs`,
  columns: [...HEAD, ...METRICS.map((m) => ROUTER_COLUMNS[m])],
  rows: groups.map((group) => {
    const metrics = predictionMetrics(mean(group, (m) => m.prediction));
    return {
      cells: [group.router, group.name, ...METRICS.map((m) => metrics[m])],
      reference: group.members[0]?.answers.anchors === null,
    };
  }),
});

/** What routing with newcomers in the pool is worth at one α. */
export function rewardTable(
  groups: readonly Group[],
  { without }: MeasuredColdStart,
  alpha: number,
  i: number,
): ReportTable {
  const worth = (r: Resampled) => estimateOf(r, CHOICE.reward);
  const routers = [...new Set(groups.map((g) => g.router))];
  return {
    id: `reward-${alpha}`,
    title: `reward with a newcomer in the pool, α = ${alpha}`,
    columns: [
      ...HEAD,
      reward('mean', 'by P̂'),
      reward('cautious', 'by the lower bound'),
      reward('difference', 'lower bound − P̂'),
    ],
    rows: [
      ...groups.map((group) => {
        const byMean = mean(group, (m) => m.mean[i] as Resampled);
        const byBound = mean(group, (m) => m.cautious[i] as Resampled);
        const apart = difference(byBound, CHOICE.reward, byMean, CHOICE.reward);
        return {
          cells: [group.router, group.name, worth(byMean), worth(byBound), apart],
          reference: group.members[0]?.answers.anchors === null,
        };
      }),
      ...routers.map((router) => {
        const pools = without.filter(({ pool }) => pool.router === router).map((p) => p.choices[i] as Resampled);
        return { cells: [router, 'the pool without it', worth(meanOf(pools)), null, null], reference: true };
      }),
    ],
  };
}
