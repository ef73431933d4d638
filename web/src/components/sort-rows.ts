export interface SortOrder {
  readonly column: string;
  readonly descending: boolean;
}

/** A column as far as sorting goes. */
export interface Sortable<Row> {
  readonly id: string;
  /** What rows are sorted by; null goes last either way. */
  readonly sort?: (row: Row) => number | string | null;
}

/** Rows in the order asked for; rows that are equal in it keep theirs. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Sortable<Row>[],
  order: SortOrder | null,
): readonly Row[] {
  const key = columns.find((column) => column.id === order?.column)?.sort;
  if (!key || !order) return rows;
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)));
  });
}
