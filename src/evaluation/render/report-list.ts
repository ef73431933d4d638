import type { Markup } from './markup.js';
import { html } from './markup.js';
import { page } from './page.js';
import { dataTable } from './table.js';

export interface ListedReport {
  /** Path of its page, relative to that of the list. */
  readonly href: string;
  readonly label: string;
  readonly protocol: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly data: string;
  readonly verdict: string;
}

const prose = (text: string): Markup => html`<span class="prose">${text}</span>`;

/** A page that leads to the newest reports; `total` counts all that are stored. */
export function reportListHtml(reports: readonly ListedReport[], total: number): string {
  const left = total - reports.length;
  const list = dataTable({
    caption: left > 0 ? `The newest ${reports.length} of ${total} reports` : 'Stored reports, newest first',
    columns: [
      { label: 'report' },
      { label: 'protocol' },
      { label: 'made (UTC)' },
      { label: 'result' },
      { label: 'data' },
    ],
    rows: reports.map((report) => ({
      head: html`<a href="${report.href}">${report.label}</a>`,
      cells: [
        report.protocol,
        new Date(report.createdAt).toISOString().slice(0, 16).replace('T', ' '),
        prose(report.verdict),
        prose(report.data),
      ],
    })),
  });
  return page({
    title: 'Evaluations – ThetaRouter',
    head: html`<header>
      <h1>Evaluations</h1>
      ${
        reports.length > 0
          ? list
          : html`<p>
              Nothing has been evaluated yet. Import scored queries, then start one with the mutation
              <code>startEvaluation</code>, or with <code>theta evaluate … --save</code>.
            </p>`
      }
    </header>`,
    sections: [],
  });
}
