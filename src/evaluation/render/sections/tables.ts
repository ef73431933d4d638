import type { ReportCell, ReportTable } from '../../report.js';
import type { ReportColumn } from '../../report/table.js';
import { formatInterval, formatNumber, isEstimate, valueOf } from '../format.js';
import type { Content, Markup } from '../markup.js';
import { html } from '../markup.js';
import { dataTable } from '../table.js';

/** The tables of the protocol in its order; the best of what is compared stands out in each column. */
export function tables(all: readonly ReportTable[], level: string): Markup | null {
  if (all.length === 0) return null;
  const intervals = all.some((t) => t.rows.some((row) => row.cells.some((c) => isEstimate(c) && c.low !== null)));
  return html`${all.map(table)}${
    intervals
      ? html`<p class="muted">
          Small figures are ${level} intervals. Bold is the best of a column, references in italics apart.
        </p>`
      : null
  }`;
}

function table({ title, columns, rows }: ReportTable): Markup {
  const best = columns.map((column, i) =>
    bestOf(
      column,
      rows.filter((row) => !row.reference).map((row) => valueOf(row.cells[i] ?? null)),
    ),
  );
  return dataTable({
    caption: title,
    columns: columns.map(({ label, format }) => ({
      label: format === 'percent' && !label.includes('%') ? `${label} %` : label,
      numeric: format !== 'text',
    })),
    rows: rows.map(({ cells, reference }) => ({
      head: cellContent(cells[0] ?? null, columns[0] as ReportColumn, false),
      cells: columns
        .slice(1)
        .map((column, i) => cellContent(cells[i + 1] ?? null, column, !reference && isBest(cells[i + 1], best[i + 1]))),
      reference,
    })),
  });
}

/** Nothing is best where only one row has a figure. */
function bestOf({ better }: ReportColumn, values: readonly (number | null)[]): number | null {
  const known = values.filter((v) => v !== null);
  if (better === null || known.length < 2) return null;
  return better === 'higher' ? Math.max(...known) : Math.min(...known);
}

const isBest = (cell: ReportCell | undefined, best: number | null | undefined): boolean =>
  cell !== undefined && typeof best === 'number' && valueOf(cell) === best;

export function cellContent(cell: ReportCell, { format }: Pick<ReportColumn, 'format'>, best: boolean): Content {
  if (cell === null || typeof cell === 'string') return cell;
  const text = formatNumber(isEstimate(cell) ? cell.value : cell, format);
  const interval = isEstimate(cell) ? formatInterval(cell, format) : null;
  return html`${best ? html`<strong class="best">${text}</strong>` : text}${interval && html`<span class="interval">${interval}</span>`}`;
}
