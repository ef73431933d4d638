import type { Matrix } from '../../domain/matrix.js';
import { matrix, row } from '../../domain/matrix.js';
import type { RunContext } from '../../domain/run.js';
import type { TensorRuntime } from '../../tensor/backend.js';
import { breathe } from '../../tensor/linear-algebra/breathe.js';
import type { Edges } from './edges.js';
import { gatherMessages, messageSize, taskMessages } from './messages.js';
import { TopK } from './top-k.js';

/** Inner products computed at a time. */
const BLOCK_NUMBERS = 4_000_000;

/**
 * Messages of every training query with its own edges masked, [queries, messageSize]: the queries are dealt into parts at
 * random, and a query hears only of those in other parts. So the model learns to predict edges that it is not told of.
 */
export async function maskedMessages(
  { tf }: TensorRuntime,
  vectors: Matrix,
  edges: Edges,
  tasks: number,
  options: { readonly neighbours: number; readonly edgeShrinkage: number; readonly maskedParts: number },
  run: RunContext,
): Promise<Matrix> {
  const { rows } = vectors;
  const part = dealParts(rows, options.maskedParts, run);
  const messagesWithout = Array.from({ length: options.maskedParts }, (_, p) =>
    taskMessages(edges, tasks, options.edgeShrinkage, (q) => part[q] !== p),
  );
  const out = matrix(rows, messageSize(vectors.cols, edges.llms.length));
  const nearest = new TopK(options.neighbours);
  const block = Math.max(1, Math.floor(BLOCK_NUMBERS / rows));
  const all = tf.tensor2d(vectors.data, [rows, vectors.cols]);
  try {
    for (let from = 0; from < rows; from += block) {
      await breathe(run.signal);
      const count = Math.min(block, rows - from);
      const products = tf.tidy(() => tf.matMul(tf.slice(all, [from, 0], [count, vectors.cols]), all, false, true));
      const similarity = await products.data<'float32'>().finally(() => products.dispose());
      for (let i = 0; i < count; i++) {
        const own = part[from + i] as number;
        nearest.clear();
        for (let q = 0, at = i * rows; q < rows; q++, at++) {
          if (part[q] !== own) nearest.offer(q, similarity[at] as number);
        }
        const graph = {
          edges,
          vectors,
          tasks: messagesWithout[own] as Matrix,
          edgeShrinkage: options.edgeShrinkage,
        };
        gatherMessages(graph, nearest.ids, nearest.similarity, row(out, from + i));
      }
      run.onProgress({ stage: 'messages', done: from + count, total: rows, unit: 'queries' });
    }
    return out;
  } finally {
    all.dispose();
  }
}

/** Part of each query, [queries], 0 to parts − 1, at random and of equal sizes up to one. */
export function dealParts(queries: number, parts: number, run: RunContext): Uint8Array {
  const order = run.rng.fork('graph-router/parts').shuffle(Uint32Array.from({ length: queries }, (_, q) => q));
  const out = new Uint8Array(queries);
  order.forEach((q, i) => (out[q] = i % parts));
  return out;
}
