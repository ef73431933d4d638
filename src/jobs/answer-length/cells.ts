import type { GroupedValues } from '../../domain/answer-length/effects.js';
import { fitEffects } from '../../domain/answer-length/effects.js';
import type { ResponseMatrix } from '../../domain/responses.js';

/** Entries with a known length, as columns of equal length. */
export interface LengthTable {
  /** Natural logarithm of the tokens. */
  readonly log: Float64Array;
  readonly llm: Uint32Array;
  readonly task: Uint32Array;
  readonly query: Uint32Array;
  /** How many there are of each. */
  readonly llms: number;
  readonly tasks: number;
  readonly queries: number;
}

/** The table, with the LLMs and tasks that occur in it, as columns of `m` and as names. */
export function lengthTable(
  m: ResponseMatrix,
  tokens: Float64Array,
): LengthTable & { readonly columns: readonly number[]; readonly names: readonly string[] } {
  const entries: { e: number; q: number }[] = [];
  for (let q = 0; q < m.queries.length; q++) {
    for (let e = m.rowStart[q] as number; e < (m.rowStart[q + 1] as number); e++) {
      if (!Number.isNaN(tokens[e])) entries.push({ e, q });
    }
  }
  const taskOf = (q: number): string => m.queries[q]?.task ?? '';
  const columns = [...new Set(entries.map(({ e }) => m.llmIndex[e] as number))].sort((x, y) => x - y);
  const names = [...new Set(entries.map(({ q }) => taskOf(q)))].sort();
  const llmAt = new Map(columns.map((j, i) => [j, i]));
  const taskAt = new Map(names.map((t, i) => [t, i]));
  return {
    log: Float64Array.from(entries, ({ e }) => Math.log(tokens[e] as number)),
    llm: Uint32Array.from(entries, ({ e }) => llmAt.get(m.llmIndex[e] as number) as number),
    task: Uint32Array.from(entries, ({ q }) => taskAt.get(taskOf(q)) as number),
    query: Uint32Array.from(entries, ({ q }) => q),
    llms: columns.length,
    tasks: names.length,
    queries: m.queries.length,
    columns,
    names,
  };
}

/** Mean log length of every LLM and task, and of every query how much longer its answers are. */
export interface Cells {
  /** [(llms + 1) × tasks]; the last row is an LLM without data. */
  readonly location: Float64Array;
  /** [queries] */
  readonly queryEffect: Float64Array;
  /** Variance between LLMs, of their own and of what they do in single tasks. */
  readonly betweenLlms: number;
}

export function fitCells(table: LengthTable, keep: (query: number) => boolean): Cells {
  const { llms, tasks, queries } = table;
  const kept: number[] = [];
  table.query.forEach((q, i) => keep(q) && kept.push(i));
  const pick = (column: Uint32Array) => Uint32Array.from(kept, (i) => column[i] as number);
  const values: GroupedValues = {
    value: Float64Array.from(kept, (i) => table.log[i] as number),
    groups: [
      { of: pick(table.llm), count: llms },
      { of: pick(table.task), count: tasks },
      {
        of: Uint32Array.from(kept, (i) => (table.llm[i] as number) * tasks + (table.task[i] as number)),
        count: llms * tasks,
      },
      { of: pick(table.query), count: queries },
    ],
  };
  const { mean, effects, between } = fitEffects(values);
  const [ofLlm, ofTask, ofPair, ofQuery] = effects as [Float64Array, Float64Array, Float64Array, Float64Array];
  const location = Float64Array.from({ length: (llms + 1) * tasks }, (_, cell) => {
    const j = Math.floor(cell / tasks);
    const own = j < llms ? (ofLlm[j] as number) + (ofPair[cell] as number) : 0;
    return mean + (ofTask[cell % tasks] as number) + own;
  });
  return { location, queryEffect: ofQuery, betweenLlms: (between[0] as number) + (between[2] as number) };
}
