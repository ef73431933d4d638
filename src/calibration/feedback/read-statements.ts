import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../../domain/errors.js';
import { queryId } from '../../domain/query-id.js';
import type { LlmId } from '../../domain/ids.js';
import type { Feedback, FeedbackRepository } from '../../routing/feedback.js';
import type { DecisionRecord, DecisionRepository } from '../../routing/ports.js';
import type { RouterSet } from '../../routing/router-set.js';
import { FEEDBACK_LIMIT } from './settings.js';
import type { NotTeachingReason, Statement } from './statement.js';

export interface StatementDeps {
  readonly feedback: Pick<FeedbackRepository, 'newest'>;
  readonly decisions: Pick<DecisionRepository, 'byIds'>;
}

export interface ReadStatements {
  /** Newest first. */
  readonly statements: readonly Statement[];
  /** Statements that were read, and how many of them teach nothing, by reason. */
  readonly read: number;
  readonly left: ReadonlyMap<NotTeachingReason, number>;
}

/** Decisions in memory at a time; requests get their turn in between. */
const CHUNK = 200;

/** The newest statements up to a moment with the decisions that they are about. Throws CANCELLED. */
export async function readStatements(
  { feedback, decisions }: StatementDeps,
  set: Pick<RouterSet, 'routers'>,
  until: number,
  signal?: AbortSignal,
): Promise<ReadStatements> {
  const said = await feedback.newest(FEEDBACK_LIMIT, until);
  const statements: Statement[] = [];
  const left = new Map<NotTeachingReason, number>();
  for (let from = 0; from < said.length; from += CHUNK) {
    throwIfAborted(signal);
    const some = said.slice(from, from + CHUNK);
    const records = await decisions.byIds([...new Set(some.map(({ decisionId }) => decisionId))]);
    const byId = new Map(records.map((record) => [record.id, record]));
    for (const one of some) {
      const record = byId.get(one.decisionId);
      if (!record) continue;
      const found = statementOf(one, record, set);
      if (typeof found === 'string') left.set(found, (left.get(found) ?? 0) + 1);
      else statements.push(found);
    }
    await setImmediate();
  }
  return { statements, read: said.length, left };
}

function statementOf(
  { reporter, createdAt, score, thumbs, preferredLlm }: Feedback,
  record: DecisionRecord,
  set: Pick<RouterSet, 'routers'>,
): Statement | NotTeachingReason {
  if (score === null && thumbs === null && preferredLlm === null) return 'ONLY_A_LABEL';
  if (record.query === null) return 'TEXT_NOT_STORED';
  // What was said is about the answer.
  const llm = record.answeredBy ?? record.llm;
  if (preferredLlm === llm) return 'PREFERS_CHOSEN';
  if (set.routers.get(record.router)?.plugin.capabilities.includes('cascade')) return 'CASCADE';
  return {
    decision: record.id,
    reporter,
    at: createdAt,
    kind: score !== null ? 'score' : thumbs !== null ? 'thumbs' : 'preference',
    query: { id: queryId(record.query), task: null, text: record.query },
    llm,
    predicted: predictedOf(record, llm),
    performance: score ?? (thumbs === null ? null : thumbs === 'UP' ? 1 : 0),
    preferred: preferredLlm && { llm: preferredLlm, predicted: predictedOf(record, preferredLlm) },
  };
}

const predictedOf = ({ ranking: { llms, predictedPerformance } }: DecisionRecord, llm: LlmId): number | null =>
  predictedPerformance?.[llms.indexOf(llm)] ?? null;
