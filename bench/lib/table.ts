/** Rows of equal keys as a Markdown table; numbers are aligned right. */
export function table(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const keys = Object.keys(rows[0] ?? {});
  const cell = (value: string | number | undefined): string => String(value ?? '');
  const widths = keys.map((key) => Math.max(key.length, 3, ...rows.map((row) => cell(row[key]).length)));
  const numeric = keys.map((key) =>
    rows.every((row) => typeof row[key] === 'number' || /^[\d.,]/.test(cell(row[key]))),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((c, i) => (numeric[i] ? c.padStart(widths[i] ?? 0) : c.padEnd(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((w, i) => (numeric[i] ? `${'-'.repeat(w + 1)}:` : '-'.repeat(w + 2))).join('|')}|`;
  return [line(keys), rule, ...rows.map((row) => line(keys.map((key) => cell(row[key]))))].join('\n');
}
