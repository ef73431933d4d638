import type { Json } from '../../domain/artifact.js';
import { html } from './markup.js';
import { page } from './page.js';

/** A page for a report of another release: what its summary says, and the document as it is. */
export const unknownFormatHtml = (report: {
  readonly label: string;
  readonly verdict: string;
  readonly format: number;
  readonly document: Json;
}): string =>
  page({
    title: `${report.label} – ThetaRouter evaluation`,
    head: html`<header>
      <h1>${report.label}</h1>
      <div class="verdict"><p>${report.verdict}</p></div>
      <p class="notice">
        This report has format ${report.format}, which this release does not draw. It is shown as it was written.
      </p>
    </header>`,
    sections: [
      {
        id: 'document',
        title: 'Document',
        body: html`<pre tabindex="0">${JSON.stringify(report.document, null, 2)}</pre>`,
      },
    ],
  });
