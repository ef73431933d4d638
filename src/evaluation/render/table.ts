import type { Content, Markup } from './markup.js';
import { html } from './markup.js';

export interface Column {
  readonly label: Content;
  readonly numeric?: boolean;
  /** In full, where the label is an abbreviation. */
  readonly title?: string;
}

export interface Row {
  /** The first column, which names the row. */
  readonly head: Content;
  readonly cells: readonly Content[];
  /** Bounds and baselines are set apart from what is compared. */
  readonly reference?: boolean;
}

export interface DataTable {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A table with caption and scopes; it scrolls by itself where it is wider than the screen. */
export function dataTable({ caption, columns, rows }: DataTable): Markup {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((c) => html`<th scope="col" ${attributes(c)}>${c.label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ head, cells, reference }) =>
            html`<tr${reference ? html` class="is-reference"` : null}><th scope="row">${head}</th>${cells.map((cell, i) => html`<td${attributes({ label: '', numeric: columns[i + 1]?.numeric === true })}>${cell ?? '–'}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const attributes = ({ numeric, title }: Column): Markup =>
  html`${numeric ? html` class="number"` : null}${title === undefined ? null : html` title="${title}"`}`;
