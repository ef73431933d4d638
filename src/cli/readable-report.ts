import type { EvaluationReport, ReportCell, ReportColumn, ReportTable } from '../evaluation/report.js';
import { table } from './output.js';

/** A report as a person reads it on a terminal: data, tables with intervals, the verdict, what to know. */
export function readableReport(report: EvaluationReport): string {
  const { protocol, bootstrap } = report;
  const intervals = `${100 * bootstrap.level} % intervals from ${bootstrap.resamples} resamples`;
  return [
    `${protocol.title}${protocol.reproduces === '' ? '' : ` (paper: ${protocol.reproduces})`}`,
    [...report.data.map(dataLine), bootstrap.resamples > 0 ? intervals : 'no intervals'].join('\n'),
    ...report.tables.map((t) => `${t.title}\n\n${tableText(t)}`),
    ...(report.verdict.length > 0 ? [report.verdict.join('\n')] : []),
    report.notes.map((note) => `· ${note}`).join('\n'),
  ].join('\n\n');
}

const dataLine = (d: EvaluationReport['data'][number]): string =>
  `${d.title}: ${d.trainQueries} training queries, ${d.testQueries} test queries, ${d.llms.length} LLMs; ` +
  `spend from ${d.costSource}, C from ${d.relativeCostSource}; λ = ${d.warmUpWeight}`;

function tableText({ columns, rows }: ReportTable): string {
  return table(
    columns.map((c) => c.label),
    rows.map(({ cells }) => cells.map((cell, i) => cellText(cell, columns[i] as ReportColumn))),
  );
}

function cellText(cell: ReportCell, { format }: ReportColumn): string | null {
  if (cell === null || typeof cell === 'string') return cell;
  if (typeof cell === 'number') return figure(cell, format);
  const value = figure(cell.value, format);
  if (cell.low === null || cell.high === null) return value;
  return `${value} [${figure(cell.low, format)}, ${figure(cell.high, format)}]`;
}

const DIGITS: Readonly<Record<ReportColumn['format'], number>> = {
  text: 0,
  percent: 2,
  usd: 4,
  reward: 2,
  figure: 4,
  count: 0,
  number: 3,
};

const figure = (x: number, format: ReportColumn['format']): string =>
  (format === 'percent' ? 100 * x : x).toFixed(DIGITS[format]);
