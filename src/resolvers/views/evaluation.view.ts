import { z } from 'zod';
import { reportDetails } from '../../jobs/evaluation-details.js';
import { readable, reportOf } from '../../jobs/evaluation-files.js';
import type { EvaluationPage, EvaluationSummary, StoredEvaluation } from '../../jobs/evaluation-reports.js';
import { reportDifferences, reportResults } from '../../jobs/evaluation-results.js';
import type { AnyProtocol } from '../../jobs/protocols/protocol.js';
import type { EvaluationProtocolType } from '../../schema/evaluation-protocol.type.js';
import type { EvaluationConnectionType, EvaluationSummaryType, EvaluationType } from '../../schema/evaluation.type.js';

export const protocolView = (protocol: AnyProtocol): EvaluationProtocolType => ({
  id: protocol.id,
  title: protocol.title,
  description: protocol.description,
  reproduces: protocol.reproduces,
  parameters: z.toJSONSchema(protocol.parameters, { io: 'input', unrepresentable: 'any' }),
});

const summaryView = (evaluation: EvaluationSummary): EvaluationSummaryType => ({
  ...evaluation,
  createdAt: new Date(evaluation.createdAt),
  url: `/evaluations/${evaluation.id}.html`,
});

export function evaluationView(stored: StoredEvaluation): EvaluationType {
  const { report: document, ...summary } = stored;
  const report = reportOf(stored);
  return {
    ...summaryView(summary),
    document,
    isReadable: report !== null,
    // A getter: what nobody selects is not made, and an unknown layout fails this field alone.
    get report() {
      return reportDetails(readable(stored));
    },
    results: report ? reportResults(report) : [],
    differences: report ? reportDifferences(report) : [],
  };
}

/** The cursor of an evaluation is its id; clients are told to treat it as opaque. */
export function evaluationConnectionView(page: EvaluationPage, after?: string): EvaluationConnectionType {
  const nodes = page.records.map(summaryView);
  return {
    edges: nodes.map((node) => ({ cursor: node.id, node })),
    nodes,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: after !== undefined,
      startCursor: nodes[0]?.id ?? null,
      endCursor: nodes.at(-1)?.id ?? null,
    },
    totalCount: page.totalCount,
  };
}
