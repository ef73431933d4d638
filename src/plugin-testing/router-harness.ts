import type { LlmId } from '../domain/ids.js';
import { row, takeRows } from '../domain/matrix.js';
import { seededRng } from '../domain/random.js';
import { asIndex } from '../index/engine.js';
import { exactEngine } from '../index/exact-index.js';
import type { QueryBatch, RouterDeps, TrainingRun, TrainingSet } from '../plugins/contract.js';
import { BUILTIN_PLUGINS } from '../plugins/builtin.js';
import { createRegistry } from '../plugins/registry.js';
import { startTensorBackend } from '../tensor/backend.js';

/** Routers that are made of routers find the built-in ones. */
const plugin = (id: string) => createRegistry(BUILTIN_PLUGINS).get(id);

/** A run as training gets it; tensors on wasm, which every machine has. */
export function trainingRun(seed: number, signal: AbortSignal = new AbortController().signal): TrainingRun {
  return {
    signal,
    seed,
    rng: seededRng(seed),
    onProgress: () => {},
    tensor: () => startTensorBackend('wasm'),
    plugin,
    annotator: null,
  };
}

/** What a router set gives to its routers: the training data as reference, an exact index, the profiles. */
export function routerDeps(data: TrainingSet): RouterDeps {
  const profiles = new Map<LlmId, Float32Array>();
  data.responses.llms.forEach((llm, j) => {
    const profile = row(data.profiles, j);
    if (profile.some((x) => x !== 0)) profiles.set(llm, profile);
  });
  return {
    embedderId: data.embedderId,
    reference: { vectors: data.vectors, responses: data.responses },
    index: asIndex(data.vectors, exactEngine(data.vectors)),
    profile: (llm) => profiles.get(llm) ?? null,
    plugin,
  };
}

/** The first `count` training queries as a router is asked them. */
export function queriesOf(data: TrainingSet, count: number): QueryBatch {
  const rows = Array.from({ length: count }, (_, q) => q);
  return { vectors: takeRows(data.vectors, rows), keys: rows.map((q) => data.responses.queries[q]?.id as string) };
}
