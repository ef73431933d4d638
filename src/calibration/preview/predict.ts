import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import { breathe } from '../../evaluation/breathe.js';
import type { Candidates, QueryBatch } from '../../plugins/contract.js';
import type { ServingRouter } from '../../routing/router-set.js';

/** Queries between two turns of the event loop. */
const SLICE = 128;

/** P̂ of every candidate, [queries, candidates], a part at a time so that requests get their turn. Throws CANCELLED. */
export async function predictAll(
  { loaded }: ServingRouter,
  batch: QueryBatch,
  candidates: Candidates,
  signal: AbortSignal | undefined,
): Promise<Matrix> {
  const { rows, cols, data } = batch.vectors;
  const { keys } = batch;
  const out = matrix(rows, candidates.llms.length);
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
