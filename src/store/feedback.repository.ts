import { and, asc, between, count, desc, inArray, lte } from 'drizzle-orm';
import { llmId } from '../domain/ids.js';
import type { Feedback, FeedbackRepository, Thumbs } from '../routing/feedback.js';
import type { Database } from './database.js';
import { countFeedback } from './count-feedback.js';
import { feedback } from './schema/index.js';

type Row = typeof feedback.$inferSelect;

/** Rows in one insert: each takes seven parameters, of which a statement may hold 65,535. */
const INSERTED = 1000;

/** What was said about decisions. */
export class SqlFeedbackRepository implements FeedbackRepository {
  constructor(private readonly database: Database) {}

  /** All or nothing. Throws UNKNOWN_DECISION; the caller flushes the decision log before. */
  async add(given: readonly Feedback[]): Promise<readonly Feedback[]> {
    if (given.length === 0) return [];
    return this.database.transaction(async (tx) => {
      const added: Row[] = [];
      for (let from = 0; from < given.length; from += INSERTED) {
        const rows = given.slice(from, from + INSERTED).map(rowOf);
        added.push(...(await tx.insert(feedback).values(rows).onConflictDoNothing().returning()));
      }
      await countFeedback(tx, added);
      const keys = given.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
      const stored =
        keys.length > 0 ? await tx.select().from(feedback).where(inArray(feedback.idempotencyKey, keys)) : [];
      const first = new Map(stored.map((row) => [row.idempotencyKey, feedbackOf(row)]));
      return given.map((one) => (one.idempotencyKey === null ? one : (first.get(one.idempotencyKey) ?? one)));
    });
  }

  async byKeys(keys: readonly string[]): Promise<readonly Feedback[]> {
    if (keys.length === 0) return [];
    const rows = await this.database.run((db) =>
      db
        .select()
        .from(feedback)
        .where(inArray(feedback.idempotencyKey, [...keys])),
    );
    return rows.map(feedbackOf);
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

  async countBetween(reporters: readonly string[], from: number, to: number): Promise<ReadonlyMap<string, number>> {
    if (reporters.length === 0) return new Map();
    const rows = await this.database.run((db) =>
      db
        .select({ reporter: feedback.reporter, n: count() })
        .from(feedback)
        .where(
          and(inArray(feedback.reporter, [...reporters]), between(feedback.createdAt, new Date(from), new Date(to))),
        )
        .groupBy(feedback.reporter),
    );
    return new Map(rows.map(({ reporter, n }) => [reporter, n]));
  }

  async newest(limit: number, until: number): Promise<readonly Feedback[]> {
    const rows = await this.database.run((db) =>
      db
        .select()
        .from(feedback)
        .where(lte(feedback.createdAt, new Date(until)))
        .orderBy(desc(feedback.createdAt), desc(feedback.id))
        .limit(limit),
    );
    return rows.map(feedbackOf);
  }
}

function rowOf({ score, thumbs, preferredLlm, correctedLabel, createdAt, ...rest }: Feedback): Row {
  const row = { ...rest, createdAt: new Date(createdAt) };
  if (score !== null) return { ...row, kind: 'score', value: score };
  if (thumbs !== null) return { ...row, kind: 'thumbs', value: thumbs };
  if (preferredLlm !== null) return { ...row, kind: 'preferred_llm', value: preferredLlm };
  return { ...row, kind: 'label', value: correctedLabel as string };
}

function feedbackOf({ kind, value, createdAt, ...rest }: Row): Feedback {
  return {
    ...rest,
    createdAt: createdAt.getTime(),
    score: kind === 'score' ? Number(value) : null,
    thumbs: kind === 'thumbs' ? (value as Thumbs) : null,
    preferredLlm: kind === 'preferred_llm' ? llmId(value as string) : null,
    correctedLabel: kind === 'label' ? (value as string) : null,
  };
}
