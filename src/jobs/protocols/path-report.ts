import type { PathPoint, PathShape } from '../../evaluation/policy-paths.js';
import { shapeOf } from '../../evaluation/policy-paths.js';
import type { Curve, ReportTable } from '../../evaluation/report.js';
import { nameColumn } from './tables.js';

/** The paths of a router as means with intervals. */
export interface MeasuredSweep {
  readonly router: string;
  readonly testSet: { readonly id: string; readonly title: string };
  readonly alpha: readonly PathPoint[];
  readonly balance: readonly PathPoint[];
  readonly shareOfBest: readonly PathPoint[];
  readonly ceiling: readonly PathPoint[];
  readonly best: PathPoint;
  readonly hulls: readonly PathShape[];
}

const shapeOnTest = (points: readonly PathPoint[]): PathShape =>
  shapeOf(points.map((p) => ({ performance: p.performance.value, cost: p.costPerThousand.value })));

const worstOf = (hulls: readonly PathShape[], of: (shape: PathShape) => number): number => Math.max(...hulls.map(of));

export function pathTables(id: string, title: string, sweeps: readonly MeasuredSweep[]): ReportTable[] {
  const performance = { id: 'performance', label: 'performance', format: 'percent', better: 'higher' } as const;
  const cost = { id: 'costPerThousand', label: '$ per 1000', format: 'usd', better: 'lower' } as const;
  const figure = (name: string, label: string) => ({ id: name, label, format: 'figure', better: null }) as const;
  return [
    {
      id: `${id}-shape`,
      title: `${title}: how evenly the way is walked`,
      columns: [
        nameColumn('router', 'router'),
        nameColumn('path', 'path'),
        figure('stepPerformance', 'largest step, performance'),
        figure('stepCost', 'largest step, cost'),
        figure('risePerformance', 'largest rise, performance'),
        figure('riseCost', 'largest rise, cost'),
        figure('hullRisePerformance', 'rise on the held-out hull, performance'),
        figure('hullRiseCost', 'rise on the held-out hull, cost'),
      ],
      rows: sweeps.flatMap((sweep) =>
        (['alpha', 'balance'] as const).map((path) => {
          const shape = shapeOnTest(sweep[path]);
          const hull = path === 'balance' ? sweep.hulls : [];
          return {
            reference: path === 'alpha',
            cells: [
              sweep.router,
              path === 'alpha' ? 'α, paper’s C' : 'balance',
              shape.largestStep.performance,
              shape.largestStep.cost,
              shape.largestRise.performance,
              shape.largestRise.cost,
              hull.length > 0 ? worstOf(hull, (h) => h.largestRise.performance) : null,
              hull.length > 0 ? worstOf(hull, (h) => h.largestRise.cost) : null,
            ],
          };
        }),
      ),
    },
    {
      id: `${id}-targets`,
      title: `${title}: targets, solved on held-out queries, on the test queries`,
      columns: [
        nameColumn('router', 'router'),
        nameColumn('target', 'target'),
        figure('value', 'asked for'),
        figure('reached', 'reached'),
        performance,
        cost,
      ],
      rows: sweeps.flatMap((sweep) => [
        ...sweep.shareOfBest.map((p) => ({
          reference: false,
          cells: [
            sweep.router,
            'share of the best LLM',
            p.setting,
            orNull(p.performance.value / sweep.best.performance.value),
            known(p.performance),
            known(p.costPerThousand),
          ],
        })),
        ...sweep.ceiling.map((p) => ({
          reference: false,
          cells: [
            sweep.router,
            'ceiling, $ per 1000',
            p.setting,
            orNull(p.costPerThousand.value),
            known(p.performance),
            known(p.costPerThousand),
          ],
        })),
        {
          reference: true,
          cells: [
            sweep.router,
            'the best LLM alone',
            1,
            1,
            known(sweep.best.performance),
            known(sweep.best.costPerThousand),
          ],
        },
      ]),
    },
  ];
}

const orNull = (x: number): number | null => (Number.isFinite(x) ? x : null);
/** A target that no split could meet has no figures. */
const known = <T extends { readonly value: number }>(estimate: T): T | null =>
  Number.isFinite(estimate.value) ? estimate : null;

export function pathCurve(id: string, title: string, sweeps: readonly MeasuredSweep[]): Curve {
  return {
    id: `sweep-${id}`,
    title: `Performance over cost from the best LLM to the cheapest (${title})`,
    x: { label: 'cost of 1000 queries', unit: 'usd' },
    y: { label: 'performance', unit: 'share' },
    diagonal: false,
    series: sweeps.flatMap((sweep) =>
      (['balance', 'alpha'] as const).map((path) => ({
        name: `${sweep.router}, ${path === 'alpha' ? 'α' : path}`,
        reference: path === 'alpha',
        points: sweep[path]
          .map((p) => ({
            x: p.costPerThousand.value,
            y: p.performance.value,
            low: p.performance.low,
            high: p.performance.high,
            label: `${path === 'alpha' ? 'α' : path} = ${Number(p.setting.toFixed(3))}`,
          }))
          .sort((a, b) => a.x - b.x),
      })),
    ),
  };
}

export function pathSentences({ router, testSet, alpha, balance, hulls, shareOfBest, best }: MeasuredSweep): string[] {
  const [byAlpha, byBalance] = [shapeOnTest(alpha), shapeOnTest(balance)];
  const percent = (x: number) => `${(100 * x).toFixed(1)} %`;
  const rises = worstOf(hulls, (h) => Math.max(h.largestRise.performance, h.largestRise.cost));
  const monotone = rises <= 1e-9 ? 'never rise' : `rise by up to ${percent(rises)}`;
  const floors = shareOfBest
    .filter((p) => Number.isFinite(p.performance.value))
    .map(
      (p) =>
        `${percent(p.setting)} asked, ${percent(p.performance.value / best.performance.value)} reached at ${percent(p.costPerThousand.value / best.costPerThousand.value)} of its cost`,
    );
  return [
    `${testSet.title}, ${router}: as balance falls, cost and performance ${monotone} on the held-out hull; on the test queries the largest step is ${percent(byBalance.largestStep.performance)} of the whole way in performance (by α ${percent(byAlpha.largestStep.performance)}) and ${percent(byBalance.largestStep.cost)} in cost (by α ${percent(byAlpha.largestStep.cost)}).`,
    `${testSet.title}, ${router}: of the best single LLM's performance, ${floors.join('; ')}.`,
  ];
}
