import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { Panel } from '../components/panel';
import type { TypedDocumentString } from '../gql/graphql';
import { ChartMenu } from './chart-menu';
import { withBase } from './chart-base';
import { DrawnTable } from './drawn-table';
import type { EChartsType } from './engine';
import type { Palette } from './palette';
import type { ChartTable } from './table';
import { usePalette } from './use-palette';

/** The operation that a chart was drawn from, for those who want to ask it themselves. */
export interface ChartSource {
  readonly operation: TypedDocumentString<unknown, never> | { toString: () => string };
  readonly variables: unknown;
}

interface Props {
  title: string;
  note?: ReactNode;
  /** What the chart shows, in a sentence: read out instead of the picture. */
  summary: string;
  /** The picture, for a palette; memoise it, a new function draws anew. */
  option: (palette: Palette) => EChartsCoreOption;
  /** The same data as a table. */
  table: ChartTable;
  source: ChartSource | null;
  /** Pixels; 280 when absent. */
  height?: number;
  /** Of a mark that is clicked: indices into the option's series and their data. */
  onPick?: (seriesIndex: number, dataIndex: number) => void;
  /** Controls at the right of the title. */
  actions?: ReactNode;
  className?: string;
  /** Under the picture. */
  children?: ReactNode;
}

/** A chart in a card: drawn on a canvas, also shown as a table, downloadable as PNG, SVG and CSV. */
export function Chart(props: Props) {
  const { title, note, summary, option, table, source, height = 280, onPick, actions, className, children } = props;
  const [showsTable, setShowsTable] = useState(false);
  const palette = usePalette();
  const drawn = useMemo(() => withBase(option(palette), palette), [option, palette]);
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const pick = useRef(onPick);
  const latest = useRef(drawn);
  useEffect(() => {
    pick.current = onPick;
    latest.current = drawn;
    chart.current?.setOption(drawn, { notMerge: true });
  });

  useEffect(() => {
    const element = frame.current;
    if (!element || showsTable) return;
    let stopped = false;
    let observer: ResizeObserver | null = null;
    void import('./engine').then(({ init }) => {
      if (stopped) return;
      const made = init(element, null, { renderer: 'canvas' });
      chart.current = made;
      // Who asks for less motion gets none.
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) made.setOption({ animation: false });
      made.setOption(latest.current, { notMerge: true });
      made.on('click', ({ seriesIndex, dataIndex }) => pick.current?.(seriesIndex ?? 0, dataIndex));
      observer = new ResizeObserver(() => made.resize());
      observer.observe(element);
      element.dataset['drawn'] = 'true';
    });
    return () => {
      stopped = true;
      observer?.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, [showsTable]);

  return (
    <Panel
      title={title}
      note={note}
      className={className ? `chart-card ${className}` : 'chart-card'}
      actions={
        <>
          {actions}
          <ChartMenu
            title={title}
            table={table}
            source={source}
            option={drawn}
            surface={palette.surface}
            chart={chart}
            showsTable={showsTable}
            onTable={() => setShowsTable(!showsTable)}
          />
        </>
      }
    >
      {showsTable ? (
        <DrawnTable caption={title} table={table} />
      ) : (
        <div ref={frame} className="chart" role="img" aria-label={summary} style={{ height }} data-testid="chart" />
      )}
      {children}
    </Panel>
  );
}
