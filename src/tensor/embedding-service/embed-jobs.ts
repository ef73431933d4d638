import { ThetaError } from '../../domain/errors.js';
import type { Matrix } from '../../domain/matrix.js';
import { row } from '../../domain/matrix.js';
import type { Embedder } from '../embedder.js';
import type { Job } from './call.js';
import type { EmbeddingCounts } from './counts.js';

/** The vector of every job, in order; each owns its buffer, or a cache would keep the whole batch alive for one. */
export type EmbedJobs = (jobs: readonly Job[], signal: AbortSignal | undefined) => Promise<readonly Float32Array[]>;

/** Asks the embedder, and checks and counts what it answers. */
export const embedWith =
  (embedder: Embedder, count: EmbeddingCounts): EmbedJobs =>
  async (jobs, signal) => {
    let tokens = 0;
    let longest = 0;
    for (const job of jobs) {
      tokens += job.tokens;
      longest = Math.max(longest, job.tokens);
    }
    count.batches++;
    count.batchTokens += tokens;
    count.paddedTokens += embedder.pads ? longest * jobs.length : tokens;
    const answer = embedder.embed(
      jobs.map(({ prepared }) => prepared),
      signal,
    );
    const vectors = checked(await answer, jobs.length, embedder);
    count.embedded += jobs.length;
    return jobs.length === 1 ? [vectors.data] : jobs.map((_, i) => row(vectors, i).slice());
  };

/** The embedder's answer, or a fault that names what was expected. */
function checked(vectors: Matrix, rows: number, embedder: Embedder): Matrix {
  if (vectors.rows !== rows || vectors.cols !== embedder.dims || !allFinite(vectors.data)) {
    throw new ThetaError(
      'INTERNAL',
      `Embedder ${embedder.id} was asked for ${rows} finite vectors of ${embedder.dims}, gave ${vectors.rows} of ${vectors.cols}.`,
    );
  }
  return vectors;
}

/** A sum is finite when every term is, up to an overflow that unit vectors are far from; every() costs ten times more. */
function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return Number.isFinite(sum);
}
