import type { Evidence } from '../domain/evidence.js';
import { noEvidence } from '../domain/evidence.js';
import type { LlmId } from '../domain/ids.js';
import { takeRows } from '../domain/matrix.js';
import { seededRng } from '../domain/random.js';
import type { MirtWorld } from './mirt-world.js';

/** Answers of an LLM to the first `count` training queries, drawn from its true probabilities. */
export function answersOf({ data, truth }: MirtWorld, llm: LlmId, count = 30): Evidence {
  const rng = seededRng(5);
  const column = data.responses.llms.indexOf(llm);
  const rows = Array.from({ length: count }, (_, q) => q);
  return {
    ...noEvidence(data.vectors.cols),
    vectors: takeRows(data.vectors, rows),
    queries: rows.map((q) => ({
      id: data.responses.queries[q]?.id as string,
      task: data.responses.queries[q]?.task ?? null,
    })),
    llms: [llm],
    scores: {
      query: Uint32Array.from(rows),
      llm: new Uint16Array(count),
      performance: Float32Array.from(rows, (q) =>
        rng.uniform() < (truth.data[q * truth.cols + column] as number) ? 1 : 0,
      ),
      weight: new Float32Array(count).fill(1),
    },
  };
}

export const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x / values.length, 0);

export function pearson(x: readonly number[], y: readonly number[]): number {
  const mx = mean(x);
  const my = mean(y);
  const product = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
    a.reduce((sum, v, i) => sum + (v - ma) * ((b[i] as number) - mb), 0);
  return product(x, mx, y, my) / Math.sqrt(product(x, mx, x, mx) * product(y, my, y, my));
}
