import type { Markup } from './markup.js';
import { html } from './markup.js';

/** More pictures than this are folded away. */
const OPEN = 6;

export const smallCharts = (charts: readonly Markup[]): Markup => html`<div class="charts small">${charts}</div>`;

/** Small pictures beside each other: the first ones at once, all others on demand. */
export const gallery = (charts: readonly Markup[]): Markup =>
  html`${smallCharts(charts.slice(0, OPEN))}${
    charts.length > OPEN &&
    html`<details>
      <summary>${charts.length - OPEN} more</summary>
      ${smallCharts(charts.slice(OPEN))}
    </details>`
  }`;
