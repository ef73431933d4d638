/**
 * Prediction time of every router for 1,000 queries × 20 LLMs, as a ratio to plain typed-array loops that multiply
 * [1000, 165] by [165, 20] in the same process. Trains each router with its defaults on 2,000 drawn queries first.
 * `npm run bench:plugins [-- --routers mirt,knn]`.
 */
import { parseArgs } from 'node:util';
import { matrix, takeRows } from '../../src/domain/matrix.js';
import { seededRng } from '../../src/domain/random.js';
import { asIndex } from '../../src/index/engine.js';
import { exactEngine } from '../../src/index/exact-index.js';
import { BUILTIN_PLUGINS } from '../../src/plugins/builtin.js';
import type { RouterDeps, TrainingRun } from '../../src/plugins/contract.js';
import { parseHyperparameters } from '../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../src/plugins/load-router.js';
import { createRegistry } from '../../src/plugins/registry.js';
import { startTensorBackend } from '../../src/tensor/backend.js';
import { mirtWorld } from '../../test/fixtures/mirt-world.js';
import { cheapest, spent } from '../lib/measure.js';
import { table } from '../lib/table.js';

const { values: args } = parseArgs({ options: { routers: { type: 'string' } } });
const [QUERIES, LLMS, SIZE] = [1000, 20, 165];
const { data } = mirtWorld({
  seed: 3,
  queries: 2 * QUERIES,
  llms: LLMS,
  embeddingSize: SIZE,
  missing: 0,
  unseenLlms: 0,
});
const registry = createRegistry(BUILTIN_PLUGINS);
const wanted = args.routers?.split(',') ?? registry.plugins.filter((p) => !p.evaluationOnly).map((p) => p.id);
const runtime = await startTensorBackend('auto', (line) => console.error(line));
const run = (): TrainingRun => ({
  signal: new AbortController().signal,
  seed: 1,
  rng: seededRng(1),
  onProgress: () => {},
  tensor: async () => runtime,
  plugin: (id) => registry.get(id),
  annotator: null,
});
const deps: RouterDeps = {
  embedderId: data.embedderId,
  reference: { vectors: data.vectors, responses: data.responses },
  index: asIndex(data.vectors, exactEngine(data.vectors)),
  profile: () => null,
  plugin: (id) => registry.get(id),
};
const vectors = takeRows(
  data.vectors,
  Array.from({ length: QUERIES }, (_, q) => q),
);
const queries = { vectors, keys: Array.from({ length: QUERIES }, (_, q) => `query-${q}`) };

/** The baseline: [QUERIES, SIZE] × [SIZE, LLMS] by plain loops, the second matrix stored by LLM. */
function product(out: Float32Array, weights: Float32Array): Float32Array {
  for (let q = 0; q < QUERIES; q++) {
    for (let j = 0; j < LLMS; j++) {
      let sum = 0;
      for (let c = 0; c < SIZE; c++) sum += (vectors.data[q * SIZE + c] as number) * (weights[j * SIZE + c] as number);
      out[q * LLMS + j] = sum;
    }
  }
  return out;
}

const weights = Float32Array.from({ length: LLMS * SIZE }, seededRng(2).normal);
const out = matrix(QUERIES, LLMS).data;
const baseline = await cheapest(9, async () => void product(out, weights));
const rows: Record<string, string | number>[] = [
  { router: 'matrix product', 'train s': '', 'predict ms': Number(baseline.cpuMs.toFixed(2)), ratio: 1 },
];
for (const id of wanted) {
  const plugin = registry.get(id);
  let artifact: Awaited<ReturnType<typeof plugin.train>> | undefined;
  const training = await spent(async () => {
    artifact = await plugin.train(data, parseHyperparameters(plugin), run());
  });
  if (!artifact) throw new Error(`${id} gave no artifact`);
  const loaded = await loadRouter(plugin, artifact, deps);
  const llms = data.responses.llms.filter((llm) => loaded.supports(llm));
  const candidates = { llms, cost: new Float32Array(llms.length) };
  const { cpuMs } = await cheapest(5, async () => void (await loaded.predict(queries, candidates)));
  await loaded[Symbol.asyncDispose]();
  rows.push({
    router: id,
    'train s': Number((training.wallMs / 1000).toFixed(1)),
    'predict ms': Number(cpuMs.toFixed(2)),
    ratio: Number((cpuMs / baseline.cpuMs).toFixed(2)),
  });
}
console.log(table(rows));
