import { asc, eq, inArray } from 'drizzle-orm';
import { ThetaError } from '../domain/errors.js';
import { llmId } from '../domain/ids.js';
import type { Feedback, FeedbackRepository, Thumbs } from '../routing/feedback.js';
import type { Database } from './database.js';
import { FOREIGN_KEY_VIOLATION, errorCode } from './errors.js';
import { feedback } from './schema/index.js';

type Row = typeof feedback.$inferSelect;

/** What was said about decisions. */
export class SqlFeedbackRepository implements FeedbackRepository {
  constructor(private readonly database: Database) {}

  /** Throws UNKNOWN_DECISION; the caller flushes the decision log before. */
  async add(given: Feedback): Promise<Feedback> {
    return this.database.run(async (db) => {
      try {
        const [added] = await db.insert(feedback).values(rowOf(given)).onConflictDoNothing().returning();
        if (added) return feedbackOf(added);
      } catch (error) {
        if (errorCode(error) !== FOREIGN_KEY_VIOLATION) throw error;
        throw new ThetaError('UNKNOWN_DECISION', `No decision ${given.decisionId} is logged.`, { cause: error });
      }
      const same =
        given.idempotencyKey === null ? eq(feedback.id, given.id) : eq(feedback.idempotencyKey, given.idempotencyKey);
      const [first] = await db.select().from(feedback).where(same);
      return feedbackOf(first as Row);
    });
  }

  async byDecisions(ids: readonly string[]): Promise<readonly Feedback[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.run((db) =>
      db
        .select()
        .from(feedback)
        .where(inArray(feedback.decisionId, [...ids]))
        .orderBy(asc(feedback.createdAt), asc(feedback.id)),
    );
    return rows.map(feedbackOf);
  }
}

function rowOf({ score, thumbs, preferredLlm, createdAt, ...rest }: Feedback): Row {
  const row = { ...rest, createdAt: new Date(createdAt) };
  if (score !== null) return { ...row, kind: 'score', value: score };
  if (thumbs !== null) return { ...row, kind: 'thumbs', value: thumbs };
  return { ...row, kind: 'preferred_llm', value: preferredLlm as string };
}

function feedbackOf({ kind, value, createdAt, ...rest }: Row): Feedback {
  return {
    ...rest,
    createdAt: createdAt.getTime(),
    score: kind === 'score' ? Number(value) : null,
    thumbs: kind === 'thumbs' ? (value as Thumbs) : null,
    preferredLlm: kind === 'preferred_llm' ? llmId(value as string) : null,
  };
}
