import type { ResultRow } from '../../report.js';
import { shareBar } from '../charts/interval-strip.js';
import type { Markup } from '../markup.js';
import { html } from '../markup.js';
import { dataTable } from '../table.js';
import type { ResultGroup } from './result-groups.js';
import { folded } from './result-groups.js';

/** LLMs that no router gives more than this share of the queries are added up. */
const SMALL = 0.01;

/** How the queries are shared out: a column per router, a row per LLM, a table per α. */
export function shares(groups: readonly ResultGroup[]): Markup | null {
  return folded(
    groups.filter((group) => columnsOf(group).length > 0),
    table,
    'Share of queries sent to each LLM',
  );
}

const columnsOf = ({ rows }: ResultGroup): ResultRow[] => rows.filter((row) => Object.keys(row.shares).length > 0);

function table(group: ResultGroup, caption: string): Markup {
  const columns = columnsOf(group);
  const largest = new Map<string, number>();
  for (const { shares: of } of columns)
    for (const [llm, share] of Object.entries(of)) largest.set(llm, Math.max(share, largest.get(llm) ?? 0));
  const total = (llm: string) => columns.reduce((sum, row) => sum + (row.shares[llm] ?? 0), 0);
  const llms = [...largest.keys()].sort((a, b) => total(b) - total(a));
  const large = llms.filter((llm) => (largest.get(llm) ?? 0) >= SMALL);
  const small = llms.filter((llm) => (largest.get(llm) ?? 0) < SMALL);
  const cell = (share: number) => html`${(100 * share).toFixed(1)} %${shareBar(share)}`;
  return dataTable({
    caption,
    columns: [{ label: 'LLM' }, ...columns.map((row) => ({ label: row.router, numeric: true }))],
    rows: [
      ...large.map((llm) => ({ head: llm, cells: columns.map((row) => cell(row.shares[llm] ?? 0)) })),
      ...(small.length > 0
        ? [
            {
              head: `${small.length} others, each below ${100 * SMALL} %`,
              cells: columns.map((row) => cell(small.reduce((sum, llm) => sum + (row.shares[llm] ?? 0), 0))),
            },
          ]
        : []),
      { head: 'never chosen', cells: columns.map((row) => row.neverChosen.length), reference: true },
    ],
  });
}
