import { createHash } from 'node:crypto';
import type { Content, Markup } from './markup.js';
import { html, Markup as Html } from './markup.js';
import { THEME } from './theme.js';

export interface Section {
  /** Anchor on the page. */
  readonly id: string;
  readonly title: string;
  readonly body: Content;
}

export interface Page {
  readonly title: string;
  readonly head: Markup;
  readonly sections: readonly Section[];
}

/**
 * Nothing but the page's own style block may act: no script, no request to anywhere, no frame. The page says so itself, for
 * when it is opened as a file; a server sends the same as a header.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(THEME).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Byte for byte what the hash is of: white space counts. */
const STYLE = new Html(`<style>${THEME}</style>`);

/** One self-contained document; a section without content is left out. */
export function page({ title, head, sections }: Page): string {
  const shown = sections.filter((section) => section.body !== null && section.body !== false);
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="content-security-policy" content="${PAGE_POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${STYLE}
      </head>
      <body>
        <main class="page">
          ${head}
          ${
            shown.length > 0 &&
            html`<nav aria-label="Sections">
              <ul>
                ${shown.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}
              </ul>
            </nav>`
          }
          ${shown.map(
            ({ id, title: name, body }) =>
              html`<section id="${id}" aria-labelledby="${id}-heading">
                <h2 id="${id}-heading">${name}</h2>
                ${body}
              </section>`,
          )}
        </main>
      </body>
    </html>`;
  return `${document.text}\n`;
}
