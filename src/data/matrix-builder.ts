import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import type { ResponseMatrix, TrainingQuery } from '../domain/responses.js';
import { Growable } from './growable.js';
import type { ResponseRow } from './ports.js';
import { queryId } from '../domain/query-id.js';

const MAX_LLMS = 65_536; // llmIndex is 16 bits wide
const VALUES = ['performance', 'cost', 'inputTokens', 'outputTokens'] as const;

/**
 * Gathers answers into a response matrix. A query is its text: the same text from two files is one row, whose task is the
 * first that was given. Answers of one LLM to one query are averaged, each value over the answers that have it.
 * Queries stand in order of first appearance, so the same rows in the same order give the same bytes.
 */
export class MatrixBuilder {
  readonly #rowOf = new Map<string, number>();
  readonly #tasks: (string | null)[] = [];
  readonly #columnOf = new Map<LlmId, number>();
  readonly #queries = new Growable(Uint32Array);
  readonly #llms = new Growable(Uint32Array);
  readonly #values = VALUES.map(() => new Growable(Float32Array));
  readonly #fixed: readonly LlmId[] | null;

  /** `llms` fixes the columns and their order; without it they are the LLMs seen, in alphabetical order. */
  constructor(options: { readonly llms?: readonly LlmId[] } = {}) {
    this.#fixed = options.llms ?? null;
    for (const llm of options.llms ?? []) this.#columnOf.set(llm, this.#columnOf.size);
  }

  /** Throws UNKNOWN_LLM when the columns are fixed and do not hold the LLM. */
  add(row: ResponseRow): void {
    const column = this.#column(row.llm);
    this.#queries.push(this.#row(row.text, row.task));
    this.#llms.push(column);
    for (const [v, name] of VALUES.entries())
      (this.#values[v] as Growable<Float32ArrayConstructor>).push(row[name] ?? NaN);
  }

  build(): ResponseMatrix {
    const llms = this.#fixed ?? [...this.#columnOf.keys()].sort();
    const finalColumn = Uint32Array.from(this.#columnOf.keys(), (llm) => llms.indexOf(llm));
    const queries: TrainingQuery[] = [];
    for (const [text, q] of this.#rowOf)
      queries.push({ id: queryId(text), text, task: this.#tasks[q] as string | null });
    const { order, start } = this.#byQuery();
    const columnOfEntry = this.#llms.view();
    const given = this.#values.map((values) => values.view());
    const out = given.map(() => new Float32Array(order.length));
    const llmIndex = new Uint16Array(order.length);
    const rowStart = new Uint32Array(queries.length + 1);
    const means = new RowMeans(llms.length, VALUES.length);
    let at = 0;
    for (let q = 0; q < queries.length; q++) {
      for (let i = start[q] as number; i < (start[q + 1] as number); i++) {
        const e = order[i] as number;
        means.add(finalColumn[columnOfEntry[e] as number] as number, given, e);
      }
      at = means.take(llmIndex, out, at);
      rowStart[q + 1] = at;
    }
    const kept = out.map((values) => (at === values.length ? values : values.slice(0, at)));
    const orNull = (v: number) =>
      (kept[v] as Float32Array).some((x) => !Number.isNaN(x)) ? (kept[v] as Float32Array) : null;
    return {
      queries,
      llms,
      rowStart,
      llmIndex: at === llmIndex.length ? llmIndex : llmIndex.slice(0, at),
      performance: kept[0] as Float32Array,
      cost: orNull(1),
      inputTokens: orNull(2),
      outputTokens: orNull(3),
    };
  }

  #row(text: string, task: string | null): number {
    const known = this.#rowOf.get(text);
    if (known === undefined) {
      this.#rowOf.set(text, this.#tasks.length);
      return this.#tasks.push(task) - 1;
    }
    this.#tasks[known] ??= task;
    return known;
  }

  #column(llm: LlmId): number {
    const known = this.#columnOf.get(llm);
    if (known !== undefined) return known;
    if (this.#fixed) {
      throw new ThetaError(
        'UNKNOWN_LLM',
        `${llm} has answers but no column; the columns are ${this.#fixed.join(', ')}.`,
      );
    }
    if (this.#columnOf.size === MAX_LLMS) throw new RangeError(`a response matrix holds at most ${MAX_LLMS} LLMs`);
    this.#columnOf.set(llm, this.#columnOf.size);
    return this.#columnOf.size - 1;
  }

  /** Entries in order of their query (counting sort, stable): those of query q stand at start[q] … start[q + 1] − 1. */
  #byQuery(): { order: Uint32Array; start: Uint32Array } {
    const queries = this.#queries.view();
    const start = new Uint32Array(this.#tasks.length + 1);
    for (const q of queries) start[q + 1] = (start[q + 1] as number) + 1;
    for (let q = 0; q < this.#tasks.length; q++) start[q + 1] = (start[q + 1] as number) + (start[q] as number);
    const next = start.slice();
    const order = new Uint32Array(queries.length);
    for (let e = 0; e < queries.length; e++) {
      const q = queries[e] as number;
      order[next[q] as number] = e;
      next[q] = (next[q] as number) + 1;
    }
    return { order, start };
  }
}

/** Sums of one matrix row, [llms] for each value; NaN is left out. */
class RowMeans {
  readonly #sums: Float64Array[];
  readonly #counts: Uint32Array[];
  readonly #seen: Uint8Array;
  #touched: number[] = [];

  constructor(llms: number, values: number) {
    this.#sums = Array.from({ length: values }, () => new Float64Array(llms));
    this.#counts = Array.from({ length: values }, () => new Uint32Array(llms));
    this.#seen = new Uint8Array(llms);
  }

  add(column: number, given: readonly Float32Array[], entry: number): void {
    if (this.#seen[column] === 0) this.#touched.push(column);
    this.#seen[column] = 1;
    for (let v = 0; v < given.length; v++) {
      const x = (given[v] as Float32Array)[entry] as number;
      if (Number.isNaN(x)) continue;
      const sums = this.#sums[v] as Float64Array;
      const counts = this.#counts[v] as Uint32Array;
      sums[column] = (sums[column] as number) + x;
      counts[column] = (counts[column] as number) + 1;
    }
  }

  /** Writes the means from `at` on in ascending columns, forgets them, and returns where they end. */
  take(llmIndex: Uint16Array, out: readonly Float32Array[], at: number): number {
    for (const column of this.#touched.sort((x, y) => x - y)) {
      llmIndex[at] = column;
      for (let v = 0; v < out.length; v++) {
        const sums = this.#sums[v] as Float64Array;
        const counts = this.#counts[v] as Uint32Array;
        (out[v] as Float32Array)[at] = (sums[column] as number) / (counts[column] as number); // 0 / 0 = NaN: not known
        sums[column] = 0;
        counts[column] = 0;
      }
      this.#seen[column] = 0;
      at++;
    }
    this.#touched = [];
    return at;
  }
}
