import { useCallback, useMemo } from 'react';
import { Chart } from '../../charts/chart';
import type { ChartSource } from '../../charts/chart';
import type { Palette } from '../../charts/palette';
import { tooltip } from '../../charts/tooltip';
import type { TooltipPoint } from '../../charts/tooltip';
import { count, dollars, share } from '../../format';
import type { WhatIfCurveQuery } from '../../gql/graphql';
import { curvePoints } from './curve-points';
import type { CurvePoint } from './curve-points';

interface Props {
  of: WhatIfCurveQuery['whatIfCurve'];
  /** The α that is asked for; null for each decision its own. */
  alpha: number | null;
  /** Whether prices are changed, which moves the cost of the log as well. */
  hasPrices: boolean;
  source: ChartSource;
  onAlpha: (alpha: number) => void;
}

/** Cost against predicted performance over α, with the log as it is. */
export function CurveChart({ of, alpha, hasPrices, source, onAlpha }: Props) {
  const curve = useMemo(() => curvePoints(of.points), [of]);
  const loggedName = hasPrices ? 'As logged, at these prices' : 'As logged';
  const show = curve.unit === 'USD' ? dollars : share;
  const nearest =
    alpha === null
      ? null
      : curve.points.reduce<CurvePoint | null>(
          (best, point) =>
            best === null || Math.abs(point.alpha - alpha) < Math.abs(best.alpha - alpha) ? point : best,
          null,
        );
  const option = useCallback(
    (palette: Palette) => ({
      legend: { bottom: 0 },
      grid: { bottom: 56, top: 16, right: 24, left: 30 },
      tooltip: { formatter: (at: TooltipPoint) => pointTooltip(at, show) },
      xAxis: {
        type: 'value',
        scale: true,
        name: curve.unit === 'USD' ? 'Expected USD per 1,000 decisions' : 'Mean cost C',
        nameLocation: 'middle',
        nameGap: 26,
        axisLabel: { formatter: show },
      },
      yAxis: {
        type: 'value',
        scale: true,
        name: 'Predicted performance',
        nameLocation: 'middle',
        nameGap: 40,
        axisLabel: { formatter: share },
      },
      series: [
        {
          name: 'α from 0 to 1',
          type: 'line',
          symbol: 'circle',
          symbolSize: 7,
          color: palette.accent,
          cursor: 'pointer',
          data: curve.points.map((point) => ({ value: [point.cost, point.performance], point })),
        },
        ...(curve.logged
          ? [
              {
                name: loggedName,
                type: 'scatter',
                symbol: 'diamond',
                symbolSize: 16,
                color: palette.cost,
                z: 4,
                data: [{ value: [curve.logged.cost, curve.logged.performance], point: curve.logged }],
              },
            ]
          : []),
        ...(nearest
          ? [
              {
                name: `α ${share(nearest.alpha)}`,
                type: 'scatter',
                symbol: 'circle',
                symbolSize: 17,
                color: palette.ink,
                itemStyle: { color: 'transparent', borderColor: palette.ink, borderWidth: 2 },
                z: 5,
                silent: true,
                data: [[nearest.cost, nearest.performance]],
              },
            ]
          : []),
      ],
    }),
    [curve, nearest, show, loggedName],
  );
  const table = useMemo(
    () => ({
      columns: ['α', curve.unit === 'USD' ? 'Expected USD per 1,000 decisions' : 'Mean cost C', 'Mean P̂', 'Changed'],
      rows: [
        ...(curve.logged ? [['as logged', curve.logged.cost, curve.logged.performance, 0]] : []),
        ...curve.points.map(({ alpha: at, cost, performance, changed }) => [share(at), cost, performance, changed]),
      ],
    }),
    [curve],
  );
  if (curve.points.length === 0) return null;
  return (
    <Chart
      title="Cost and performance over α"
      note={`Mean P̂ by the router that would decide, on the same ${count(curve.decisions)} decisions at every α. A click takes that α.`}
      summary={`From ${show(curve.points[0]?.cost ?? 0)} at α 0 to ${show(curve.points.at(-1)?.cost ?? 0)} at α 1.`}
      option={option}
      table={table}
      source={source}
      height={340}
      onPick={(series, index) => {
        const picked = series === 0 ? curve.points[index] : undefined;
        if (picked) onAlpha(picked.alpha);
      }}
    />
  );
}

function pointTooltip({ data }: TooltipPoint, show: (cost: number) => string): HTMLElement {
  const { point } = data as { point: { alpha?: number; cost: number; performance: number; changed?: number } };
  return tooltip(point.alpha === undefined ? 'As logged' : `α ${share(point.alpha)}`, [
    { name: 'Cost', value: show(point.cost) },
    { name: 'Predicted performance', value: share(point.performance) },
    ...(point.changed === undefined ? [] : [{ name: 'Other choices', value: count(point.changed) }]),
  ]);
}
