import { ThetaError } from '../domain/errors.js';
import { reportCsv } from '../evaluation/render/csv.js';
import { reportHtml } from '../evaluation/render/html-report.js';
import { unknownFormatHtml } from '../evaluation/render/unknown-format.js';
import { PAGE_POLICY } from '../evaluation/render/page.js';
import { reportListHtml } from '../evaluation/render/report-list.js';
import type { EvaluationReport } from '../evaluation/report.js';
import { FORMAT } from '../evaluation/report.js';
import type { EvaluationPage, StoredEvaluation } from './evaluation-reports.js';

export const FILE_KINDS = ['html', 'json', 'csv'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export interface EvaluationFile {
  readonly body: string;
  readonly contentType: string;
  /** Content security policy to send with it. */
  readonly policy: string;
}

/** The report of a stored evaluation; null where it has a layout of another release, which is readable as JSON alone. */
export const reportOf = ({ format, report }: StoredEvaluation): EvaluationReport | null =>
  format === FORMAT ? (report as unknown as EvaluationReport) : null;

/** The newest reports as a page with links, relative to `/evaluations`. */
export function evaluationList({ records, totalCount }: EvaluationPage): EvaluationFile {
  const listed = records.map((record) => ({ ...record, href: `evaluations/${record.id}.html` }));
  return { body: reportListHtml(listed, totalCount), contentType: 'text/html; charset=utf-8', policy: PAGE_POLICY };
}

/** A stored report as a file. Throws EVALUATION_FORMAT for a CSV of a layout that this release does not know. */
export function evaluationFile(evaluation: StoredEvaluation, kind: FileKind): EvaluationFile {
  const text = (body: string, contentType: string): EvaluationFile => ({
    body,
    contentType: `${contentType}; charset=utf-8`,
    policy: kind === 'html' ? PAGE_POLICY : "default-src 'none'",
  });
  switch (kind) {
    case 'json':
      return text(`${JSON.stringify(evaluation.report, null, 2)}\n`, 'application/json');
    case 'csv':
      return text(reportCsv(readable(evaluation)), 'text/csv');
    case 'html':
      return text(pageOf(evaluation), 'text/html');
  }
}

/** The report of a stored evaluation. Throws EVALUATION_FORMAT for a layout that this release does not know. */
export function readable(evaluation: StoredEvaluation): EvaluationReport {
  const report = reportOf(evaluation);
  if (report) return report;
  throw new ThetaError(
    'EVALUATION_FORMAT',
    `The report has format ${evaluation.format}; this release reads format ${FORMAT}.`,
    { hint: 'Ask for .json, which is the report as it was written, or run the evaluation again.' },
  );
}

function pageOf(evaluation: StoredEvaluation): string {
  const { id, label, verdict, format } = evaluation;
  const report = reportOf(evaluation);
  // Relative, so that the page works behind a proxy with a path of its own.
  if (report) return reportHtml(report, { label, links: { csv: `${id}.csv`, json: `${id}.json` } });
  return unknownFormatHtml({ label, verdict, format, document: evaluation.report });
}
