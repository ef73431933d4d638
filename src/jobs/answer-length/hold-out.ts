import { throwIfAborted } from '../../domain/errors.js';
import type { Matrix } from '../../domain/matrix.js';
import { takeRows } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import { buildIndex } from '../../index/build-index.js';
import type { LengthTable } from './cells.js';
import { fitCells } from './cells.js';

export const NEIGHBOURS = 10;
const FOLDS = 5;
/** Held-out queries are compared with all others, so a sample has to do. */
const HELD_OUT = 1000;

/** One held-out answer: its cell, what the rest of the data and the nearest of its queries say, and its query's tasks. */
export interface HeldOut {
  readonly entry: number;
  readonly location: number;
  readonly nearEffect: number;
  readonly near: Int32Array;
  /** Cosine of the nearest. */
  readonly nearest: number;
  readonly cells: Float64Array;
}

/** Predictions for the answers to a sample of queries, each from the folds that it is not in. */
export async function holdOut(
  table: LengthTable,
  vectors: Matrix,
  taskOfQuery: Int32Array,
  rng: Rng,
  signal: AbortSignal,
): Promise<HeldOut[]> {
  const known = rng.shuffle(Array.from(taskOfQuery.keys()).filter((q) => (taskOfQuery[q] as number) >= 0));
  const entriesOf = new Map<number, number[]>();
  table.query.forEach((q, i) => entriesOf.set(q, [...(entriesOf.get(q) ?? []), i]));
  const foldOf = new Int32Array(table.queries).fill(-1);
  known.forEach((q, i) => (foldOf[q] = i % FOLDS));
  const out: HeldOut[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    throwIfAborted(signal);
    const asked = known.slice(0, HELD_OUT).filter((q) => foldOf[q] === fold);
    const rest = Array.from(foldOf.keys()).filter((q) => foldOf[q] !== fold);
    if (asked.length === 0) continue;
    const cells = fitCells(table, (q) => foldOf[q] !== fold);
    using index = await buildIndex(takeRows(vectors, rest), { choice: 'exact', layout: 'flat', signal });
    const found = await index.search(takeRows(vectors, asked), NEIGHBOURS);
    asked.forEach((q, a) => {
      const near = found.ids
        .slice(a * NEIGHBOURS, (a + 1) * NEIGHBOURS)
        .map((id) => (id < 0 ? -1 : (rest[id] as number)));
      const effects = [...near].flatMap((row) =>
        row >= 0 && (taskOfQuery[row] as number) >= 0 ? [cells.queryEffect[row] as number] : [],
      );
      const nearEffect = effects.reduce((sum, x) => sum + x, 0) / Math.max(1, effects.length);
      for (const entry of entriesOf.get(q) ?? []) {
        const cell = (table.llm[entry] as number) * table.tasks + (table.task[entry] as number);
        out.push({
          entry,
          near,
          nearest: found.similarity[a * NEIGHBOURS] as number,
          nearEffect,
          cells: cells.location,
          location: cells.location[cell] as number,
        });
      }
    });
  }
  return out;
}
