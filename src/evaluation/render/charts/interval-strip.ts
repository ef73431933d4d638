import type { Markup } from '../markup.js';
import { html } from '../markup.js';
import { extent, linearScale } from './scale.js';
import type { Scale } from './scale.js';
import type { Tone } from './series-style.js';
import { toneClass } from './series-style.js';

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const WIDTH = 220;
/** Half of the longest number on the axis. */
const INSET = 24;

/** The axis that all strips of a table share; it always holds zero, which is what a difference is read against. */
export function stripScale(intervals: readonly Interval[]): Scale {
  const domain = extent([0, ...intervals.flatMap((i) => [i.value, i.low, i.high])]);
  return linearScale(domain, { from: INSET, to: WIDTH - INSET, ticks: 3, nice: true });
}

/** Head of the column: where the numbers stand. */
export const stripHead = (scale: Scale): Markup =>
  html`<svg class="strip head" viewBox="0 0 ${WIDTH} 18" aria-hidden="true">
    ${scale.ticks.map(({ value, label }) => html`<text x="${scale.at(value).toFixed(1)}" y="13" text-anchor="middle">${label}</text>`)}
  </svg>`;

/** One row of a forest plot: the estimate on its interval. The numbers stand beside it, so it is hidden from readers. */
export function strip({ value, low, high }: Interval, scale: Scale, higherIsBetter: boolean): Markup {
  const at = (x: number) => scale.at(x).toFixed(1);
  const side = low > 0 ? 1 : high < 0 ? -1 : 0;
  const tone: Tone = side === 0 ? 'grey' : side > 0 === higherIsBetter ? 2 : 1;
  return html`<svg class="strip ${toneClass(tone)}" viewBox="0 0 ${WIDTH} 22" aria-hidden="true">
    <path class="zero" d="M${at(0)} 0V22" />
    <path class="span" d="M${at(low)} 11H${at(high)}M${at(low)} 7v8M${at(high)} 7v8" />
    <circle cx="${at(value)}" cy="11" r="4" />
  </svg>`;
}

/** A share as a bar under its number. */
export const shareBar = (share: number): Markup =>
  html`<svg class="bar" viewBox="0 0 74 5" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="74" height="5" />
    <rect class="fill" width="${(74 * Math.min(1, Math.max(0, share))).toFixed(1)}" height="5" />
  </svg>`;
