import type { EvaluationReport } from '../../report.js';
import { confidence } from '../format.js';
import type { Markup } from '../markup.js';
import { html } from '../markup.js';
import { facts } from './head.js';

/** What it takes to get the same figures again, and what a reader must know. */
export function settings({ parameters, seeds, versions, bootstrap, notes, format }: EvaluationReport): Markup {
  return html`${
    notes.length > 0 &&
    html`<ul>
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>`
  }${facts([
    [
      'Seeds',
      `training ${seeds.training}, ${seeds.folds === null ? '' : `folds ${seeds.folds}, `}bootstrap ${seeds.bootstrap}`,
    ],
    [
      'Intervals',
      `${confidence(bootstrap)} percentile intervals from ${bootstrap.resamples} resamples of the queries${bootstrap.stratified ? ', each task keeping its number' : ''}`,
    ],
    ['Version', `ThetaRouter ${versions.theta}, plugin contract ${versions.contract}, report format ${format}`],
    ['Router set', versions.routerSet],
    ['Embedders', [...new Set(versions.embedders)].join(', ')],
    ...Object.entries(parameters).map(
      ([name, value]) =>
        [name, html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`] as const,
    ),
  ])}`;
}
