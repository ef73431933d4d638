import type { SQL } from 'drizzle-orm';
import { desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Json } from '../domain/artifact.js';
import { ThetaError } from '../domain/errors.js';
import type {
  EvaluationPage,
  EvaluationRepository,
  EvaluationSummary,
  StoredEvaluation,
} from '../jobs/evaluation-reports.js';
import type { Database } from './database.js';
import { evaluationReports } from './schema/index.js';
import { isUuid } from './uuid.js';

const { report: _body, ...SUMMARY } = getTableColumns(evaluationReports);

/** Evaluation reports, newest first. */
export class SqlEvaluationRepository implements EvaluationRepository {
  constructor(private readonly database: Database) {}

  async add(evaluation: StoredEvaluation): Promise<void> {
    const row = { ...evaluation, createdAt: new Date(evaluation.createdAt) };
    // A job whose worker was lost after it had stored its report is done again.
    await this.database.run((db) => db.insert(evaluationReports).values(row).onConflictDoNothing());
  }

  /** Throws PAGE_INVALID for a size that is not a whole number of 0 or more, or a cursor that is no report. */
  async page(first: number, after?: string): Promise<EvaluationPage> {
    if (!Number.isSafeInteger(first) || first < 0) {
      throw new ThetaError('PAGE_INVALID', `A page size must be a whole number of 0 or more, got ${first}.`);
    }
    const older = after === undefined ? undefined : await this.#after(after);
    return this.database.run(async (db) => {
      const rows = await db
        .select(SUMMARY)
        .from(evaluationReports)
        .where(older)
        .orderBy(desc(evaluationReports.createdAt), desc(evaluationReports.id))
        .limit(first + 1);
      return {
        records: rows.slice(0, first).map(summaryOf),
        hasNextPage: rows.length > first,
        totalCount: await db.$count(evaluationReports),
      };
    });
  }

  async get(id: string): Promise<StoredEvaluation | null> {
    if (!isUuid(id)) return null;
    const rows = await this.database.run((db) =>
      db.select().from(evaluationReports).where(eq(evaluationReports.id, id)),
    );
    const row = rows[0];
    return row ? { ...summaryOf(row), report: row.report as Json } : null;
  }

  async #after(id: string): Promise<SQL> {
    const rows = isUuid(id)
      ? await this.database.run((db) =>
          db.select({ at: evaluationReports.createdAt }).from(evaluationReports).where(eq(evaluationReports.id, id)),
        )
      : [];
    const at = rows[0]?.at;
    if (!at) {
      throw new ThetaError('PAGE_INVALID', `The cursor ${JSON.stringify(id)} is not an evaluation.`, {
        hint: 'Send the cursor of the last evaluation of the page before, or none for the first page.',
      });
    }
    const { createdAt, id: column } = evaluationReports;
    return sql`(${createdAt}, ${column}) < (${at.toISOString()}::timestamptz, ${id}::uuid)`;
  }
}

const summaryOf = (row: Omit<typeof evaluationReports.$inferSelect, 'report'>): EvaluationSummary => ({
  id: row.id,
  createdAt: row.createdAt.getTime(),
  protocol: row.protocol,
  label: row.label,
  parameters: row.parameters,
  data: row.data,
  verdict: row.verdict,
  format: row.format,
});
