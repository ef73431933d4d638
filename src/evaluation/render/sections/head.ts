import type { DataDescription, EvaluationReport } from '../../report.js';
import type { Content, Markup } from '../markup.js';
import { html } from '../markup.js';

/** Where the same report is to be had otherwise; paths relative to the page. */
export interface ReportLinks {
  readonly json: string;
  readonly csv: string;
}

const SENTENCES = 6;

const COST_SOURCES: Readonly<Record<DataDescription['costSource'], string>> = {
  observed: 'cost of each answer as observed',
  prices: 'cost of each answer from prices and token counts',
  none: 'no cost: reward is α · performance',
};

const RELATIVE_COST: Readonly<Record<DataDescription['relativeCostSource'], string>> = {
  'training cost': 'C in the decision from the training cost',
  'output price': 'C in the decision from the output price',
  none: 'no C in the decision',
};

/** What was asked, what came out, and on what. */
export function head(report: EvaluationReport, label: string | null, links: ReportLinks | null): Markup {
  const { protocol, verdict } = report;
  return html`<header>
    <h1>${label && label !== protocol.id ? `${label}: ${protocol.title}` : protocol.title}</h1>
    <p class="muted">
      ThetaRouter evaluation, protocol
      <code>${protocol.id}</code>${protocol.reproduces && html`. Corresponds to ${protocol.reproduces}`}.
      ${links && html`The same as <a href="${links.csv}" download>CSV</a> or <a href="${links.json}">JSON</a>.`}
    </p>
    <div class="verdict">${sentences(verdict.length > 0 ? verdict : ['Nothing was compared.'])}</div>
    ${report.data.map((data) => dataFacts(data, report.data.length > 1))}
  </header>`;
}

/** The most important ones at once; a report of many routers has dozens. */
function sentences(all: readonly string[]): Markup {
  const paragraphs = all.map((sentence) => html`<p>${sentence}</p>`);
  const rest = paragraphs.slice(SENTENCES);
  return html`${paragraphs.slice(0, SENTENCES)}${
    rest.length > 0 &&
    html`<details>
      <summary>${rest.length} more</summary>
      ${rest}
    </details>`
  }`;
}

function dataFacts(data: DataDescription, titled: boolean): Markup {
  const { folds, testQueries, trainQueries, droppedQueries } = data;
  const tasks = Object.entries(data.tasks).sort(([, a], [, b]) => b - a);
  return html`${titled && html`<h2>Data: ${data.title}</h2>`}${facts([
    [
      'Queries',
      `${count(trainQueries)} to train on, ${count(testQueries)} scored${folds === null ? '' : ` in ${folds}-fold cross-validation`}${droppedQueries > 0 ? `, ${count(droppedQueries)} left out` : ''}`,
    ],
    ['LLMs', `${data.llms.length}: ${data.llms.join(', ')}`],
    ['Tasks', tasks.map(([task, n]) => `${task} (${count(n)})`).join(', ')],
    ['Scored pairs', count(data.testResponses)],
    ['Cost', `${COST_SOURCES[data.costSource]}; ${RELATIVE_COST[data.relativeCostSource]}; λ = ${data.warmUpWeight}`],
  ])}`;
}

/** Names and values in two columns. */
export const facts = (pairs: readonly (readonly [string, Content])[]): Markup =>
  html`<dl class="facts">
    ${pairs.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;

/** A whole number with thousands set apart, the same in every locale. */
export const count = (n: number): string => n.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');
