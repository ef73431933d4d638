import type { Catalogue } from '../../domain/llm.js';
import type { Feedback } from '../../routing/feedback.js';
import type { DecisionPage, DecisionRecord } from '../../routing/ports.js';
import type { FeedbackType } from '../../schema/feedback.type.js';
import type { DecisionConnectionType, LoggedDecisionType } from '../../schema/logged-decision.type.js';

export const recordView = (record: DecisionRecord, catalogue: Catalogue): LoggedDecisionType => ({
  ...record,
  createdAt: new Date(record.createdAt),
  llmId: record.llm,
  llm: catalogue.llms.get(record.llm) ?? null,
});

/** The cursor of a record is its id; clients are told to treat it as opaque. */
export function connectionView(page: DecisionPage, catalogue: Catalogue, after?: string): DecisionConnectionType {
  const nodes = page.records.map((record) => recordView(record, catalogue));
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

export const feedbackView = (feedback: Feedback): FeedbackType => ({
  ...feedback,
  createdAt: new Date(feedback.createdAt),
});
