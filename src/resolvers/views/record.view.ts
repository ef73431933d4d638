import type { Catalogue } from '../../domain/llm.js';
import type { Feedback, FeedbackEntry } from '../../routing/feedback.js';
import type { DecisionPage, DecisionRecord } from '../../routing/ports.js';
import type { Ranking } from '../../routing/types.js';
import type { FeedbackResultType, FeedbackType } from '../../schema/feedback.type.js';
import type {
  DecisionConnectionType,
  LoggedCandidateType,
  LoggedDecisionType,
} from '../../schema/logged-decision.type.js';

export function recordView(record: DecisionRecord, catalogue: Catalogue): LoggedDecisionType {
  const ranking = loggedCandidates(record.ranking, record.expectedUsd);
  const chosen = Math.max(0, record.ranking.llms.indexOf(record.llm));
  const { score, predictedPerformance, cost, expectedUsd } = ranking[chosen] as LoggedCandidateType;
  return {
    ...record,
    createdAt: new Date(record.createdAt),
    llmId: record.llm,
    llm: catalogue.llms.get(record.llm) ?? null,
    score,
    predictedPerformance,
    cost,
    expectedUsd,
    exploration: record.propensity === null ? null : { explored: chosen !== 0, propensity: record.propensity },
    ranking,
  };
}

const loggedCandidates = (
  { llms, score, predictedPerformance, cost }: Ranking,
  usd: Float32Array | null,
): LoggedCandidateType[] =>
  llms.map((llm, j) => ({
    llm,
    score: score[j] as number,
    predictedPerformance: predictedPerformance?.[j] ?? null,
    cost: cost[j] as number,
    expectedUsd: usd?.[j] ?? null,
  }));

/** The cursor of a record is its id; clients are told to treat it as opaque. */
/** `count` is asked for where totalCount is. */
export function connectionView(
  page: Omit<DecisionPage, 'totalCount'>,
  count: () => Promise<number>,
  catalogue: Catalogue,
  after?: string,
): DecisionConnectionType {
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
    get totalCount() {
      return count();
    },
  };
}

export const feedbackView = (feedback: Feedback): FeedbackType => ({
  ...feedback,
  createdAt: new Date(feedback.createdAt),
});

export function feedbackResultView(entry: FeedbackEntry): FeedbackResultType {
  if ('feedback' in entry) return { feedback: feedbackView(entry.feedback), error: null };
  const { code, message, hint } = entry.error;
  return { feedback: null, error: { code, message, hint: hint ?? null } };
}
