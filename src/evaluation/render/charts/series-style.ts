import type { Markup } from '../markup.js';
import { html } from '../markup.js';

/** Tones in theme.ts; past them series are grey. A shape tells them apart where colours do not. */
export const TONES = 6;

export type Tone = number | 'grey';

export const toneClass = (tone: Tone): string => (tone === 'grey' ? 'tone-grey' : `tone-${tone % TONES}`);

const SIZE = 3.6;

/** The mark of a tone at a position. */
export function mark(tone: Tone, x: number, y: number): Markup {
  const [cx, cy] = [x.toFixed(1), y.toFixed(1)];
  const polygon = (...points: readonly (readonly [number, number])[]) =>
    html`<polygon points="${points.map(([dx, dy]) => `${(x + dx).toFixed(1)},${(y + dy).toFixed(1)}`).join(' ')}" />`;
  switch (tone === 'grey' ? 0 : tone % TONES) {
    case 1:
      return html`<rect x="${(x - 3.1).toFixed(1)}" y="${(y - 3.1).toFixed(1)}" width="6.2" height="6.2" />`;
    case 2:
      return polygon([0, -4.4], [4, 3], [-4, 3]);
    case 3:
      return polygon([0, -4.6], [4.6, 0], [0, 4.6], [-4.6, 0]);
    case 4:
      return html`<circle class="hollow" cx="${cx}" cy="${cy}" r="${SIZE}" />`;
    case 5:
      return polygon([0, 4.4], [4, -3], [-4, -3]);
    default:
      return html`<circle cx="${cx}" cy="${cy}" r="${SIZE}" />`;
  }
}

/** A list of what the tones stand for, outside of the picture, where it can wrap. */
export function legend(entries: readonly { readonly name: string; readonly tone: Tone }[]): Markup {
  const item = ({ name, tone }: (typeof entries)[number]) =>
    html`<li>
      <svg class="swatch ${toneClass(tone)}" viewBox="0 0 26 12" aria-hidden="true">
        <path class="line" d="M1 6H25" />
        ${mark(tone, 13, 6)}
      </svg>
      ${name}
    </li>`;
  return html`<ul class="legend">
    ${entries.map(item)}
  </ul>`;
}
