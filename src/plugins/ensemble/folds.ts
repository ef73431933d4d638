import type { LlmId } from '../../domain/ids.js';
import { row, takeRows } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { takeQueries } from '../../domain/responses.js';
import { buildIndex } from '../../index/build-index.js';
import type { RouterDeps, TrainingRun, TrainingSet } from '../contract.js';

/** Part of each query, [queries], 0 to parts − 1: each task is shuffled and dealt out in turn, so that all parts get of it. */
export function dealByTask({ queries }: ResponseMatrix, parts: number, rng: Rng): Uint8Array {
  const byTask = new Map<string | null, number[]>();
  queries.forEach(({ task }, q) => {
    const known = byTask.get(task);
    if (known) known.push(q);
    else byTask.set(task, [q]);
  });
  const out = new Uint8Array(queries.length);
  let dealt = 0;
  for (const members of byTask.values()) for (const q of rng.shuffle(members)) out[q] = dealt++ % parts;
  return out;
}

/** The training set with the queries `rows` only; LLMs, profiles and costs stay. */
export function takeTrainingRows(data: TrainingSet, rows: Uint32Array): TrainingSet {
  return { ...data, vectors: takeRows(data.vectors, rows), responses: takeQueries(data.responses, rows) };
}

/** What members trained on `data` are loaded with; the caller disposes of the index. */
export async function depsOver(data: TrainingSet, run: TrainingRun): Promise<RouterDeps> {
  const rowOf = new Map<LlmId, number>(data.responses.llms.map((llm, j) => [llm, j]));
  return {
    embedderId: data.embedderId,
    reference: { vectors: data.vectors, responses: data.responses },
    index: await buildIndex(data.vectors, { choice: 'auto', layout: 'flat', signal: run.signal }),
    profile: (llm) => {
      const j = rowOf.get(llm);
      const profile = j === undefined ? null : row(data.profiles, j);
      return profile?.some((x) => x !== 0) ? profile : null;
    },
    plugin: run.plugin,
  };
}
