import { sql } from 'drizzle-orm';
import type { AnchorStore, PoolQuery, PoolRequest, StoredAnchorResponse } from '../calibration/ports.js';
import { anchorSource } from '../calibration/ports.js';
import type { LlmId } from '../domain/ids.js';
import { isGraderId } from '../domain/graders.js';
import { llmId } from '../domain/ids.js';
import type { Database } from './database.js';

interface PoolRow extends Record<string, unknown> {
  readonly id: string;
  readonly task: string | null;
  readonly performance: number | null;
  readonly answered: boolean | null;
  readonly answers: readonly string[] | null;
  readonly grader: string | null;
}

/** Training queries to ask a new LLM, and what it has answered. */
export class SqlAnchorRepository implements AnchorStore {
  constructor(private readonly database: Database) {}

  async pool({ llm, tasks, sources, withReferences, limit, seed }: PoolRequest): Promise<readonly PoolQuery[]> {
    const ofTasks = tasks.length === 0 ? sql`true` : sql`q.task = any(${sql.param([...tasks])}::text[])`;
    const ofSources =
      sources.length === 0
        ? sql`true`
        : sql`exists (select 1 from responses r join response_sources s on s.key = r.source_key
            where r.query_key = q.key and s.name = any(${sql.param([...sources])}::text[]))`;
    const answerable = withReferences ? sql`q.reference_answers is not null` : sql`true`;
    // Drawn before answers are looked at, and by a hash, so that it is the same after some have been answered.
    const result = await this.database.run((db) =>
      db.execute<PoolRow>(sql`
        with drawn as (
          select q.key, q.id, q.task, q.reference_answers, q.grader from training_queries q
          where q.text is not null and ${ofTasks} and ${ofSources} and ${answerable}
          order by md5(${`${seed} `}::text || q.id), q.id limit ${limit})
        select d.id, d.task, d.reference_answers as answers, d.grader, avg(r.performance) filter (where r.llm_id <> ${llm}) as performance,
          bool_or(r.llm_id = ${llm}) as answered
        from drawn d left join responses r on r.query_key = d.key group by d.key, d.id, d.task, d.reference_answers, d.grader`),
    );
    return result.rows
      .map(({ id, task, performance, answered, answers, grader }) => ({
        id,
        task,
        performance: performance ?? Number.NaN,
        answered: answered ?? false,
        reference: answers && { references: answers, grader: isGraderId(grader) ? grader : null },
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async tasks(): Promise<readonly (string | null)[]> {
    const result = await this.database.run((db) =>
      db.execute<{ task: string | null }>(sql`select distinct task from training_queries where text is not null`),
    );
    const tasks = result.rows.map((row) => row.task);
    return [...tasks.filter((task) => task !== null).sort(), ...(tasks.includes(null) ? [null] : [])];
  }

  /** The sources come as an array, so that their index is used however many other responses there are. */
  async responses(): Promise<readonly StoredAnchorResponse[]> {
    const result = await this.database.run((db) =>
      db.execute<{ id: string; task: string | null; text: string | null; llm: string; performance: number }>(sql`
        select q.id, q.task, q.text, r.llm_id as llm, r.performance
        from responses r join response_sources s on s.key = r.source_key join training_queries q on q.key = r.query_key
        where r.source_key = any(array(select key from response_sources where starts_with(name, ${anchorSource('' as LlmId)})))
          and s.name = ${anchorSource('' as LlmId)}::text || r.llm_id`),
    );
    return result.rows.map(({ llm, ...row }) => ({ ...row, llm: llmId(llm) }));
  }

  async count(llm: LlmId): Promise<number> {
    const result = await this.database.run((db) =>
      db.execute<{ count: number }>(sql`
        select count(*)::int as count from responses r join response_sources s on s.key = r.source_key
        where s.name = ${anchorSource(llm)} and r.llm_id = ${llm}`),
    );
    return result.rows[0]?.count ?? 0;
  }
}
