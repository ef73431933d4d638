import { useState } from 'react';
import type { ReactNode } from 'react';
import { sortRows } from './sort-rows';
import type { SortOrder } from './sort-rows';

export type { SortOrder };

export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  /** Shown over the head when the pointer rests. */
  readonly title?: string;
  readonly cell: (row: Row) => ReactNode;
  /** What rows are sorted by; a column without it cannot be sorted by. Null goes last either way. */
  readonly sort?: (row: Row) => number | string | null;
  readonly isNumber?: boolean;
}

interface Props<Row> {
  /** What the table holds; read out. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  order?: SortOrder | null;
  /** Where the order lives elsewhere (the URL); it is kept here when absent. */
  onOrder?: (order: SortOrder) => void;
  /** Rows shown before "Show all"; 50 when absent. */
  first?: number;
  rowClass?: (row: Row) => string | undefined;
}

/** A table that sorts by a click on a head, scrolls sideways inside its frame, and shows long lists in part at first. */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, columns, rows, rowKey, onOrder, first = 50, rowClass } = props;
  const [own, setOwn] = useState<SortOrder | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const order = onOrder ? (props.order ?? null) : (own ?? props.order ?? null);
  const sorted = sortRows(rows, columns, order);
  const shown = showsAll ? sorted : sorted.slice(0, first);
  const sortBy = (id: string, isNumber: boolean) =>
    (onOrder ?? setOwn)({ column: id, descending: order?.column === id ? !order.descending : isNumber });
  return (
    <>
      {/* A group, not a region: a page of tables would be one of landmarks, often twice with the name of their panel. */}
      <div className="table-frame" tabIndex={0} role="group" aria-label={caption}>
        <table>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ id, head, title, sort, isNumber = false }) => {
                const direction = order?.column === id ? (order.descending ? 'descending' : 'ascending') : undefined;
                return (
                  <th
                    key={id}
                    scope="col"
                    title={title}
                    className={isNumber ? 'number' : undefined}
                    aria-sort={direction}
                  >
                    {sort ? (
                      <button type="button" onClick={() => sortBy(id, isNumber)}>
                        {head}
                        <span aria-hidden="true">{direction ? (direction === 'descending' ? ' ↓' : ' ↑') : ''}</span>
                      </button>
                    ) : (
                      head
                    )}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rowKey(row)} className={rowClass?.(row)}>
                {columns.map(({ id, cell, isNumber }) => (
                  <td key={id} className={isNumber ? 'number' : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > first && (
        <button type="button" className="quiet more" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `Show all ${rows.length}`}
        </button>
      )}
    </>
  );
}
