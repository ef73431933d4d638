import { sql } from 'drizzle-orm';
import { ThetaError } from '../domain/errors.js';
import type { ResponseRow, StoredCounts } from '../data/ports.js';
import { queryId } from '../domain/query-id.js';
import type { Reference } from '../domain/graders.js';
import type { Db } from './database.js';

interface QueryRow {
  readonly text: string;
  readonly task: string | null;
  readonly reference: Reference | null;
}

/** One import inside its transaction; write() it in batches. */
export class ResponseImport {
  /** Key by id of the queries that this import has met, so that each is written once. */
  readonly #keys = new Map<string, number>();
  /** Ids of those that it has written with their right answers. */
  readonly #referenced = new Set<string>();
  #queries = 0;
  #responses = 0;

  constructor(
    private readonly tx: Db,
    private readonly sourceKey: number,
  ) {}

  /** What was not there before. */
  get counts(): StoredCounts {
    return { queries: this.#queries, responses: this.#responses };
  }

  async write(rows: readonly ResponseRow[]): Promise<void> {
    if (rows.length === 0) return;
    const queries = new Map<string, QueryRow>();
    const answers = new Map<string, { id: string; row: ResponseRow }>();
    for (const row of rows) {
      checkRow(row);
      const id = queryId(row.text);
      const known = queries.get(id);
      queries.set(id, {
        text: row.text,
        task: known?.task ?? row.task,
        reference: known?.reference ?? row.reference ?? null,
      });
      // One statement cannot update a row twice; the later answer counts.
      answers.set(`${id}/${row.llm}`, { id, row });
    }
    await this.#writeQueries(queries);
    await this.#writeAnswers([...answers.values()]);
  }

  async #writeQueries(queries: ReadonlyMap<string, QueryRow>): Promise<void> {
    const unknown = [...queries].filter(
      ([id, { reference }]) => !this.#keys.has(id) || (reference !== null && !this.#referenced.has(id)),
    );
    if (unknown.length === 0) return;
    const result = await this.tx.execute<{ id: string; key: number; added: boolean }>(sql`
      insert into training_queries (id, text, task, reference_answers, grader)
      select id, text, task, answers::jsonb, grader from unnest(
        ${sql.param(unknown.map(([id]) => id))}::text[],
        ${sql.param(unknown.map(([, query]) => query.text))}::text[],
        ${sql.param(unknown.map(([, query]) => query.task))}::text[],
        ${sql.param(unknown.map(([, { reference }]) => reference && JSON.stringify(reference.references)))}::text[],
        ${sql.param(unknown.map(([, { reference }]) => reference && reference.grader))}::text[]) as given (id, text, task, answers, grader)
      on conflict (id) do update set text = coalesce(training_queries.text, excluded.text),
        task = coalesce(training_queries.task, excluded.task),
        grader = case when excluded.reference_answers is null then training_queries.grader else excluded.grader end,
        reference_answers = coalesce(excluded.reference_answers, training_queries.reference_answers)
      returning id, key, xmax = 0 as added`);
    for (const { id, key, added } of result.rows) {
      if (added && !this.#keys.has(id)) this.#queries++;
      this.#keys.set(id, key);
      if (queries.get(id)?.reference) this.#referenced.add(id);
    }
  }

  async #writeAnswers(answers: readonly { id: string; row: ResponseRow }[]): Promise<void> {
    const column = <T>(value: (row: ResponseRow) => T) => sql.param(answers.map(({ row }) => value(row)));
    const result = await this.tx.execute<{ added: number }>(sql`
      with written as (
        insert into responses (query_key, llm_id, performance, cost, input_tokens, output_tokens, source_key)
        select *, ${this.sourceKey}::int from unnest(
          ${sql.param(answers.map(({ id }) => this.#keys.get(id)))}::int[],
          ${column((row) => row.llm)}::text[],
          ${column((row) => row.performance)}::real[],
          ${column((row) => row.cost)}::float8[],
          ${column((row) => row.inputTokens)}::real[],
          ${column((row) => row.outputTokens)}::real[])
        on conflict (query_key, llm_id) do update set performance = excluded.performance, cost = excluded.cost,
          input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens, source_key = excluded.source_key
        returning xmax = 0 as added)
      select count(*) filter (where added)::int as added from written`);
    this.#responses += result.rows[0]?.added ?? 0;
  }
}

function checkRow(row: ResponseRow): void {
  const bad = (why: string) => new ThetaError('IMPORT_BAD_ROW', `An answer of ${row.llm} cannot be stored: ${why}.`);
  if (!(row.performance >= 0 && row.performance <= 1)) {
    throw bad(`performance must be from 0 to 1, got ${row.performance}`);
  }
  // PostgreSQL text holds every character but this one.
  if (row.text.includes('\u0000') || row.task?.includes('\u0000')) throw bad('its query or task holds U+0000');
}
