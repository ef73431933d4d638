/** The data of a chart, for those who read rather than look, and for a spreadsheet. */
export interface ChartTable {
  readonly columns: readonly string[];
  /** Null: no value. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Comma-separated values (RFC 4180), numbers in full precision. A text that a spreadsheet would run as a formula is kept a text. */
export function toCsv({ columns, rows }: ChartTable): string {
  return [columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
}

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
