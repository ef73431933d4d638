import type { LlmId } from '../../domain/ids.js';
import { matrix, row } from '../../domain/matrix.js';
import { breathe } from '../../tensor/linear-algebra/breathe.js';
import type { LoadedRouter } from '../contract.js';
import { columnFinder, columnsOf } from '../llm-columns.js';

/** Queries between two turns of the event loop: some ten milliseconds. */
const TURN = 256;

/**
 * A router that knows the LLMs it was trained on and predicts for all of them at once: `predictRow` writes one query's
 * values, [llms], and must depend on its vector alone; the candidates are picked from it.
 */
export function networkRouter(
  id: string,
  llms: readonly LlmId[],
  predictRow: (vector: Float32Array, out: Float32Array) => void,
): LoadedRouter {
  const columns = columnsOf(llms);
  const columnOf = columnFinder(id, columns);
  return {
    llms,
    supports: (llm) => columns.has(llm),
    async predict({ vectors }, { llms: candidates }, signal) {
      const picked = candidates.map(columnOf);
      const out = matrix(vectors.rows, picked.length);
      const all = new Float32Array(llms.length);
      for (let q = 0; q < vectors.rows; q++) {
        if (q % TURN === TURN - 1) await breathe(signal);
        predictRow(row(vectors, q), all);
        for (let c = 0; c < picked.length; c++) out.data[q * picked.length + c] = all[picked[c] as number] as number;
      }
      return out;
    },
    async [Symbol.asyncDispose]() {},
  };
}
