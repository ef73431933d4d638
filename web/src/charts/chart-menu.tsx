import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import type { ChartSource } from './chart';
import { blobOf, download, fileName, svgOf, textFile } from './download';
import type { EChartsType } from './engine';
import type { ChartTable } from './table';
import { toCsv } from './table';

interface Props {
  title: string;
  table: ChartTable;
  source: ChartSource | null;
  option: EChartsCoreOption;
  surface: string;
  chart: RefObject<EChartsType | null>;
  showsTable: boolean;
  onTable: () => void;
}

/** What can be taken away from a chart. */
export function ChartMenu({ title, table, source, option, surface, chart, showsTable, onTable }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const closeOutside = (event: Event) => {
      if (menu.current?.open && !menu.current.contains(event.target as Node)) menu.current.open = false;
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, []);
  const then = (act: () => unknown) => () => {
    if (menu.current) menu.current.open = false;
    menu.current?.querySelector('summary')?.focus();
    void act();
  };
  const name = fileName(title);
  const png = async () => {
    const url = chart.current?.getDataURL({ pixelRatio: 2, backgroundColor: surface });
    if (url) download(`${name}.png`, await blobOf(url));
  };
  const svg = async () => {
    const drawn = chart.current;
    if (!drawn) return;
    const text = await svgOf({ backgroundColor: surface, ...option }, drawn.getWidth(), drawn.getHeight());
    download(`${name}.svg`, textFile(text, 'image/svg+xml'));
  };
  return (
    <details
      ref={menu}
      className="menu"
      onKeyDown={(event) => {
        if (event.key === 'Escape') then(() => undefined)();
      }}
    >
      <summary aria-label={`${title}: table and downloads`} title="Table and downloads">
        <span aria-hidden="true">⋯</span>
      </summary>
      <div className="menu-items">
        <button type="button" onClick={then(onTable)}>
          {showsTable ? 'Show as picture' : 'Show as table'}
        </button>
        {!showsTable && (
          <>
            <button type="button" onClick={then(png)}>
              Download PNG
            </button>
            <button type="button" onClick={then(svg)}>
              Download SVG
            </button>
          </>
        )}
        <button type="button" onClick={then(() => download(`${name}.csv`, textFile(toCsv(table), 'text/csv')))}>
          Download data (CSV)
        </button>
        {source && (
          <button type="button" onClick={then(() => navigator.clipboard.writeText(operationText(source)))}>
            Copy GraphQL query
          </button>
        )}
      </div>
    </details>
  );
}

/** An operation with its variables as a comment, ready for GraphiQL. */
export const operationText = ({ operation, variables }: ChartSource): string =>
  `${operation.toString().trim()}\n\n# Variables:\n${JSON.stringify(variables, null, 2).replace(/^/gm, '# ')}\n`;
