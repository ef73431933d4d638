import type { Estimate, EvaluationReport, ReportCell } from '../report.js';
import type { ReportFormat } from '../report/table.js';

const MINUS = '\u2212';

/** A number as its kind is written; large USD lose the digits that say nothing. */
export function formatNumber(value: number, format: ReportFormat): string {
  return signed(digits(value, format));
}

function digits(value: number, format: ReportFormat): string {
  switch (format) {
    case 'percent':
      return (100 * value).toFixed(2);
    case 'usd':
      return value.toFixed(Math.abs(value) >= 100 ? 2 : 4);
    case 'reward':
      return value.toFixed(2);
    case 'figure':
      return value.toFixed(4);
    case 'count':
      return value.toFixed(0);
    default:
      return Number.isInteger(value) ? String(value) : Number(value.toPrecision(4)).toString();
  }
}

/** A typographic minus, and none before a zero. */
const signed = (text: string): string => text.replace(/^-0(\.0*)?$/, '0$1').replace(/^-/, MINUS);

/** With a plus where it is one: for differences. */
export function formatDifference(value: number, format: ReportFormat): string {
  const text = formatNumber(value, format);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** `[low, high]`; null where there is no interval. */
export function formatInterval({ low, high }: Estimate, format: ReportFormat): string | null {
  return low === null || high === null ? null : `[${formatNumber(low, format)}, ${formatNumber(high, format)}]`;
}

/** For example `95 %`. */
export const confidence = ({ level }: EvaluationReport['bootstrap']): string => `${Number((100 * level).toFixed(2))} %`;

export const isEstimate = (cell: ReportCell): cell is Estimate => typeof cell === 'object' && cell !== null;

/** The number of a cell; null for words and gaps. */
export const valueOf = (cell: ReportCell): number | null =>
  typeof cell === 'number' ? cell : isEstimate(cell) ? cell.value : null;
