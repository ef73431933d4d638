import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../web/src/charts/table.js';
import { sortRows } from '../../../web/src/components/sort-rows.js';

describe('the data of a chart as CSV', () => {
  it('comes back as it was from another reader', () => {
    const rows = [
      ['plain', 0.1 + 0.2, null],
      ['a "quoted", word', -1e-9, 'two\nlines'],
      ['塞翁失马', 12345678901, ''],
    ] as const;
    const read: unknown = parse(toCsv({ columns: ['name', 'x', 'note'], rows }));
    expect(read).toEqual([['name', 'x', 'note'], ...rows.map((row) => row.map((value) => String(value ?? '')))]);
  });

  it('gives no formula to a spreadsheet', () => {
    const csv = toCsv({ columns: ['name'], rows: [['=1+1'], ['@x'], ['+1'], ['-cmd'], [-1]] });
    expect(csv.split('\r\n')).toEqual(['name', "'=1+1", "'@x", "'+1", "'-cmd", '-1', '']);
  });
});

describe('sorting a table', () => {
  const columns = [{ id: 'x', head: 'x', cell: () => null, sort: (row: { x: number | null }) => row.x }];
  const rows = [{ x: 2 }, { x: null }, { x: -1 }, { x: 10 }];
  it.each([
    [false, [-1, 2, 10, null]],
    [true, [10, 2, -1, null]],
  ])('puts what is unknown last (descending: %s)', (descending, expected) => {
    expect(sortRows(rows, columns, { column: 'x', descending }).map(({ x }) => x)).toEqual(expected);
  });
  it('leaves rows alone without an order', () => expect(sortRows(rows, columns, null)).toBe(rows));
});
