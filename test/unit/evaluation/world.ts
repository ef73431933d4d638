import { llmId } from '../../../src/domain/ids.js';
import type { Rng } from '../../../src/domain/random.js';
import type { ResponseMatrix } from '../../../src/domain/responses.js';

/**
 * Two tasks, three LLMs; "dear" is always right, "cheap" only on task a, "odd" only on task b. The query texts have 4,000
 * characters. `missing` names an entry (query · 3 + LLM) that was not observed.
 */
export function world(costs: readonly number[] | null, missing: number | null = null): ResponseMatrix {
  const tasks = ['a', 'a', 'b', 'b'];
  const y = [1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1];
  const entries = [...y.keys()].filter((i) => i !== missing);
  return {
    queries: tasks.map((task, i) => ({ id: `q${i}`, text: 'x'.repeat(4000), task })),
    llms: ['dear', 'cheap', 'odd'].map(llmId),
    rowStart: Uint32Array.from([0, 3, 6, 9, 12], (end) => entries.filter((i) => i < end).length),
    llmIndex: Uint16Array.from(entries, (i) => i % 3),
    performance: Float32Array.from(entries, (i) => y[i] as number),
    cost: costs && Float32Array.from(entries, (i) => costs[i % 3] as number),
    inputTokens: null,
    outputTokens: null,
  };
}

/** Several worlds below each other, with ids of their own. */
export function joinWorlds(worlds: readonly ResponseMatrix[]): ResponseMatrix {
  const flat = <T>(pick: (w: ResponseMatrix) => ArrayLike<T>) => worlds.flatMap((w) => Array.from(pick(w)));
  const starts = [0];
  for (const w of worlds)
    for (let q = 0; q < w.queries.length; q++)
      starts.push((starts.at(-1) as number) + (w.rowStart[q + 1] as number) - (w.rowStart[q] as number));
  return {
    ...(worlds[0] as ResponseMatrix),
    queries: flat((w) => w.queries).map((q, i) => ({ ...q, id: `j${i}` })),
    rowStart: Uint32Array.from(starts),
    llmIndex: Uint16Array.from(flat((w) => w.llmIndex)),
    performance: Float32Array.from(flat((w) => w.performance)),
    cost: Float32Array.from(flat((w) => w.cost as Float32Array)),
  };
}

/** A dense world of random responses; LLM j answers rightly with probability `rates[j]` and costs `costs[j]`. */
export function randomWorld(
  queries: number,
  rates: readonly number[],
  costs: readonly number[] | null,
  rng: Rng,
): ResponseMatrix {
  const width = rates.length;
  return {
    queries: Array.from({ length: queries }, (_, q) => ({
      id: `r${q}`,
      text: `query ${q}`,
      task: q % 2 ? 'odd' : 'even',
    })),
    llms: rates.map((_, j) => llmId(`llm-${j}`)),
    rowStart: Uint32Array.from({ length: queries + 1 }, (_, q) => q * width),
    llmIndex: Uint16Array.from({ length: queries * width }, (_, i) => i % width),
    performance: Float32Array.from({ length: queries * width }, (_, i) =>
      rng.uniform() < (rates[i % width] as number) ? 1 : 0,
    ),
    cost: costs && Float32Array.from({ length: queries * width }, (_, i) => costs[i % width] as number),
    inputTokens: null,
    outputTokens: null,
  };
}
