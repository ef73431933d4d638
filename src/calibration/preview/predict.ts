import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import { breathe } from '../../evaluation/breathe.js';
import type { LoadedRouter, QueryBatch } from '../../plugins/contract.js';
import type { ServingRouter } from '../../routing/router-set.js';

/** Queries between two turns of the event loop. */
const SLICE = 128;

interface Kept {
  readonly batch: QueryBatch;
  /** [queries] P̂ of each LLM */
  readonly columns: Map<LlmId, Float32Array>;
}

/** Of the batch that each router was asked for last: the held-out one is the same at every call, and P̂ is of one LLM alone. */
const kept = new WeakMap<LoadedRouter, Kept>();

/** P̂ of these LLMs, [queries, llms], a part at a time so that requests get their turn. Throws CANCELLED. */
export async function predictAll(
  { loaded }: ServingRouter,
  batch: QueryBatch,
  llms: readonly LlmId[],
  signal: AbortSignal | undefined,
): Promise<Matrix> {
  let own = kept.get(loaded);
  if (own?.batch !== batch) kept.set(loaded, (own = { batch, columns: new Map<LlmId, Float32Array>() }));
  const { columns } = own;
  const missing = llms.filter((llm) => !columns.has(llm));
  if (missing.length > 0) {
    const found = await predictMissing(loaded, batch, missing, signal);
    missing.forEach((llm, j) => columns.set(llm, columnOf(found, j)));
  }
  return fromColumns(
    batch.vectors.rows,
    llms.map((llm) => columns.get(llm) as Float32Array),
  );
}

async function predictMissing(
  loaded: LoadedRouter,
  { vectors: { rows, cols, data }, keys }: QueryBatch,
  llms: readonly LlmId[],
  signal: AbortSignal | undefined,
): Promise<Matrix> {
  const candidates = { llms, cost: new Float32Array(llms.length) };
  const out = matrix(rows, llms.length);
  for (let from = 0; from < rows; from += SLICE) {
    const to = Math.min(rows, from + SLICE);
    const vectors = matrix(to - from, cols, data.slice(from * cols, to * cols));
    const part = await loaded.predict({ vectors, keys: keys.slice(from, to) }, candidates);
    out.data.set(part.data, from * out.cols);
    await breathe(signal);
  }
  return out;
}

/** Column `j`, copied. */
export const columnOf = ({ rows, cols, data }: Matrix, j: number): Float32Array =>
  Float32Array.from({ length: rows }, (_, q) => data[q * cols + j] as number);

export function fromColumns(rows: number, columns: readonly Float32Array[]): Matrix {
  const out = matrix(rows, columns.length);
  columns.forEach((column, j) => column.forEach((x, q) => (out.data[q * out.cols + j] = x)));
  return out;
}
