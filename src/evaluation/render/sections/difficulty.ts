import type { EvaluationReport, FewSolvers, ResultRow } from '../../report.js';
import { formatNumber } from '../format.js';
import type { Markup } from '../markup.js';
import { html } from '../markup.js';
import { dataTable } from '../table.js';
import type { ResultGroup } from './result-groups.js';
import { folded } from './result-groups.js';

/** Queries that only one or two LLMs solve: the ones where routing matters most, and is hardest. */
export function difficulty(groups: readonly ResultGroup[], { data }: EvaluationReport): Markup | null {
  const shown = groups.filter(({ rows }) => rows.some(hasFewSolvers));
  if (shown.length === 0) return null;
  const counted = data.map((d) => `${d.solvableByOne} and ${d.solvableByTwo}${data.length > 1 ? ` (${d.title})` : ''}`);
  return html`<p>Queries that exactly one LLM, and exactly two LLMs, can solve: ${counted.join(', ')}.</p>
    ${folded(shown, table, 'Performance on queries that few LLMs solve, %')}`;
}

const hasFewSolvers = ({ fewSolvers }: ResultRow): boolean => fewSolvers.one.queries + fewSolvers.two.queries > 0;

const cell = ({ performance }: FewSolvers) => (performance === null ? null : formatNumber(performance, 'percent'));

const table = ({ rows }: ResultGroup, caption: string): Markup =>
  dataTable({
    caption,
    columns: [
      { label: 'router' },
      { label: 'one LLM solves it', numeric: true },
      { label: 'two LLMs solve it', numeric: true },
    ],
    rows: rows.filter(hasFewSolvers).map(({ router, reference, fewSolvers }) => ({
      head: router,
      reference,
      cells: [cell(fewSolvers.one), cell(fewSolvers.two)],
    })),
  });
