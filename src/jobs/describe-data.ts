import type { EvaluationReport } from '../evaluation/report.js';

/** What was evaluated, on which data, in one line. */
export const describeData = ({ data, versions }: Pick<EvaluationReport, 'data' | 'versions'>): string =>
  [
    ...data.map(
      (d) =>
        `${d.testQueries} queries × ${d.llms.length} LLMs (${d.title})${d.folds === null ? `, trained on ${d.trainQueries}` : ''}`,
    ),
    versions.routerSet,
  ].join('; ');
