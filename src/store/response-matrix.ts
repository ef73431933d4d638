import { sql } from 'drizzle-orm';
import type { LlmId } from '../domain/ids.js';
import { llmId } from '../domain/ids.js';
import type { ResponseMatrix, TrainingQuery } from '../domain/responses.js';
import { Growable } from '../data/growable.js';
import type { Db } from './database.js';

const QUERIES_PER_PAGE = 2000;

type QueryRow = {
  readonly key: number;
  readonly id: string;
  readonly text: string | null;
  readonly task: string | null;
};
type AnswerRow = {
  readonly query: number;
  readonly llm: string;
  readonly performance: number;
  readonly cost: number | null;
  readonly input: number | null;
  readonly output: number | null;
};

/**
 * Reads the answers of the named sources (of all when none is named) page by page, ordered by query id, into typed
 * arrays: neither database nor process holds all rows as objects at once.
 */
export async function readMatrix(tx: Db, sources: readonly string[]): Promise<ResponseMatrix> {
  const rows = new MatrixRows();
  const ofSources =
    sources.length === 0
      ? sql`true`
      : sql`r.source_key in (select key from response_sources where name = any(${sql.param([...sources])}::text[]))`;
  let after = '';
  for (;;) {
    const page = await tx.execute<QueryRow>(sql`
      select key, id, text, task from training_queries where id > ${after} order by id limit ${QUERIES_PER_PAGE}`);
    if (page.rows.length === 0) return rows.build();
    const keys = page.rows.map((query) => query.key);
    const answers = await tx.execute<AnswerRow>(sql`
      select r.query_key as query, r.llm_id as llm, r.performance, r.cost, r.input_tokens as input, r.output_tokens as output
      from responses r where r.query_key = any(${sql.param(keys)}::int[]) and ${ofSources}`);
    const byQuery = new Map(keys.map((key): [number, AnswerRow[]] => [key, []]));
    for (const answer of answers.rows) byQuery.get(answer.query)?.push(answer);
    for (const query of page.rows) rows.add(query, byQuery.get(query.key) ?? []);
    after = (page.rows.at(-1) as QueryRow).id;
  }
}

/** Rows of a response matrix as they arrive; LLM columns get their place at the end. */
class MatrixRows {
  readonly #queries: TrainingQuery[] = [];
  readonly #columns = new Map<string, number>();
  readonly #rowStart = new Growable(Uint32Array);
  readonly #column = new Growable(Uint32Array);
  readonly #performance = new Growable(Float32Array);
  readonly #cost = new Growable(Float32Array);
  readonly #input = new Growable(Float32Array);
  readonly #output = new Growable(Float32Array);

  add({ id, text, task }: QueryRow, answers: AnswerRow[]): void {
    if (answers.length === 0) return;
    this.#queries.push({ id, text, task });
    this.#rowStart.push(this.#column.length);
    // By code unit, not by the database's locale: the same data give the same matrix everywhere.
    answers.sort((x, y) => (x.llm < y.llm ? -1 : 1));
    for (const answer of answers) {
      const column = this.#columns.get(answer.llm) ?? this.#columns.size;
      this.#columns.set(answer.llm, column);
      this.#column.push(column);
      this.#performance.push(answer.performance);
      this.#cost.push(answer.cost ?? Number.NaN);
      this.#input.push(answer.input ?? Number.NaN);
      this.#output.push(answer.output ?? Number.NaN);
    }
  }

  build(): ResponseMatrix {
    const names = [...this.#columns.keys()];
    const llms: LlmId[] = [...names].sort().map(llmId);
    const place = new Map(llms.map((llm, i) => [llm as string, i]));
    const moved = Uint16Array.from(names, (name) => place.get(name) as number);
    this.#rowStart.push(this.#column.length);
    return {
      queries: this.#queries,
      llms,
      rowStart: this.#rowStart.view().slice(),
      llmIndex: Uint16Array.from(this.#column.view(), (column) => moved[column] as number),
      performance: this.#performance.view().slice(),
      cost: known(this.#cost),
      inputTokens: known(this.#input),
      outputTokens: known(this.#output),
    };
  }
}

/** Null where no entry has a value. */
function known(values: Growable<Float32ArrayConstructor>): Float32Array | null {
  const all = values.view();
  return all.every(Number.isNaN) ? null : all.slice();
}
