/**
 * Training time per epoch of mirt on 24,430 queries × 20 LLMs with vectors of 768 numbers (the paper's sizes), as a ratio to
 * plain loops over typed arrays on the same data in the same process. `npm run bench:training [-- --backend wasm]`.
 */
import { parseArgs } from 'node:util';
import { densePerformance } from '../../src/domain/responses.js';
import { llmId } from '../../src/domain/ids.js';
import { matrix } from '../../src/domain/matrix.js';
import { seededRng } from '../../src/domain/random.js';
import { mirt } from '../../src/plugins/mirt/index.js';
import { parseHyperparameters } from '../../src/plugins/hyperparameters.js';
import type { TensorBackendChoice } from '../../src/tensor/backend.js';
import { startTensorBackend } from '../../src/tensor/backend.js';
import { spent } from '../lib/measure.js';
import { table } from '../lib/table.js';
import { clusteredVectors } from '../lib/vectors.js';
import { PlainMirt } from './plain-mirt.js';

const { values: args } = parseArgs({ options: { backend: { type: 'string', default: 'auto' } } });
const [queries, llms, size, dims, batchSize] = [24_430, 20, 768, 25, 512];
const EPOCHS = 3;

const rng = seededRng(1);
const vectors = clusteredVectors(queries, size, 'training');
const responses = {
  queries: Array.from({ length: queries }, (_, i) => ({ id: `q${i}`, text: null, task: null })),
  llms: Array.from({ length: llms }, (_, j) => llmId(`llm-${j}`)),
  rowStart: Uint32Array.from({ length: queries + 1 }, (_, i) => i * llms),
  llmIndex: Uint16Array.from({ length: queries * llms }, (_, e) => e % llms),
  performance: Float32Array.from({ length: queries * llms }, () => rng.integer(2)),
  cost: null,
  inputTokens: null,
  outputTokens: null,
};
const data = {
  vectors,
  responses,
  profiles: matrix(llms, size),
  cost: new Float32Array(llms),
  abilities: [],
  embedderId: 'bench',
};
const runtime = await startTensorBackend(args.backend as TensorBackendChoice, (line) => console.error(line));

/** Trains for that many epochs; the difference of two lengths leaves out what is paid once. */
async function train(form: string, epochs: number) {
  const h = parseHyperparameters(mirt, { form, dims, batchSize, epochs, validationShare: 0 });
  const run = {
    signal: new AbortController().signal,
    seed: 1,
    rng: seededRng(1),
    onProgress: () => {},
    tensor: async () => runtime,
    plugin: (id: string): never => {
      throw new Error(`no plugin ${id} in this benchmark`);
    },
    annotator: null,
  };
  return spent(() => mirt.train(data, h, run));
}

const targets = densePerformance(responses);
const plain = new PlainMirt(size, dims, llms, seededRng(1).normal);
plain.epoch(vectors, targets, batchSize);
const baseline = await spent(() => plain.epoch(vectors, targets, batchSize));
const rows = [
  {
    trainer: 'plain typed-array loops',
    'wall s / epoch': baseline.wallMs / 1000,
    'cpu s / epoch': baseline.cpuMs / 1000,
    ratio: 1,
  },
];
for (const form of ['linear', 'monotone']) {
  const short = await train(form, 1);
  const long = await train(form, 1 + EPOCHS);
  const wall = (long.wallMs - short.wallMs) / EPOCHS / 1000;
  const cpu = (long.cpuMs - short.cpuMs) / EPOCHS / 1000;
  rows.push({
    trainer: `mirt ${form}, TensorFlow.js ${runtime.backend}`,
    'wall s / epoch': wall,
    'cpu s / epoch': cpu,
    ratio: cpu / (baseline.cpuMs / 1000),
  });
}
const round = (x: number) => Number(x.toFixed(3));
console.log(
  table(
    rows.map((r) => Object.fromEntries(Object.entries(r).map(([k, v]) => [k, typeof v === 'number' ? round(v) : v]))),
  ),
);
