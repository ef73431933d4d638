import type { EvaluationReport } from '../report.js';
import { confidence } from './format.js';
import { page } from './page.js';
import { comparisons } from './sections/comparisons.js';
import { curves } from './sections/curves.js';
import { difficulty } from './sections/difficulty.js';
import type { ReportLinks } from './sections/head.js';
import { head } from './sections/head.js';
import { reliability } from './sections/reliability.js';
import { resultGroups } from './sections/result-groups.js';
import { settings } from './sections/settings.js';
import { shares } from './sections/shares.js';
import { tables } from './sections/tables.js';
import { tasks } from './sections/tasks.js';

export interface HtmlOptions {
  /** What the caller called this evaluation. */
  readonly label?: string | null;
  readonly links?: ReportLinks | null;
}

/**
 * The report as one page that needs nothing else: no script, no request, light and dark, from a phone to a print. The same
 * report gives the same bytes.
 */
export function reportHtml(report: EvaluationReport, { label = null, links = null }: HtmlOptions = {}): string {
  const groups = resultGroups(report);
  return page({
    title: `${label ?? report.protocol.title} – ThetaRouter evaluation`,
    head: head(report, label, links),
    sections: [
      { id: 'results', title: 'Results', body: tables(report.tables, confidence(report.bootstrap)) },
      { id: 'curves', title: 'Curves', body: curves(report) },
      { id: 'comparisons', title: 'Differences', body: comparisons(report) },
      { id: 'reliability', title: 'Reliability', body: reliability(report) },
      { id: 'shares', title: 'Shares per LLM', body: shares(groups) },
      { id: 'tasks', title: 'Tasks', body: tasks(groups, report) },
      { id: 'difficulty', title: 'Hard queries', body: difficulty(groups, report) },
      { id: 'settings', title: 'Definitions and settings', body: settings(report) },
    ],
  });
}
