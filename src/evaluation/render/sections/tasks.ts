import type { EvaluationReport } from '../../report.js';
import { formatNumber } from '../format.js';
import type { Markup } from '../markup.js';
import { html } from '../markup.js';
import { dataTable } from '../table.js';
import type { ResultGroup } from './result-groups.js';
import { folded } from './result-groups.js';

/** Mean performance by task: a column per task, so that routers stand below each other. */
export function tasks(groups: readonly ResultGroup[], { data }: EvaluationReport): Markup | null {
  const several = groups.filter(({ rows }) => namesOf(rows).length > 1);
  return folded(several, (group, caption) => table(group, caption, data), 'Performance by task, %');
}

const namesOf = (rows: ResultGroup['rows']): string[] =>
  [...new Set(rows.flatMap((row) => Object.keys(row.perTask)))].sort();

function table({ rows }: ResultGroup, caption: string, data: EvaluationReport['data']): Markup {
  const names = namesOf(rows);
  const counts = data.find((d) => d.testSet === rows[0]?.testSet)?.tasks ?? {};
  const best = new Map(
    names.map((task) => [task, Math.max(...rows.filter((r) => !r.reference).map((r) => r.perTask[task] ?? -1))]),
  );
  const shown = rows.filter((row) => Object.keys(row.perTask).length > 0);
  return dataTable({
    caption,
    columns: [
      { label: 'router' },
      ...names.map((task) => ({
        label: html`${task}<span class="interval"
            >${counts[task] === undefined ? null : `${counts[task]} queries`}</span
          >`,
        numeric: true,
      })),
    ],
    rows: shown.map(({ router, perTask, reference }) => ({
      head: router,
      reference,
      cells: names.map((task) => {
        const value = perTask[task];
        if (value === undefined) return null;
        const text = formatNumber(value, 'percent');
        return !reference && value === best.get(task) ? html`<strong class="best">${text}</strong>` : text;
      }),
    })),
  });
}
