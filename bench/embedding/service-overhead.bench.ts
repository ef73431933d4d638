/**
 * What the embedding layer adds to an embedder that costs nothing, in microseconds per text, beside a plain await of it:
 *
 *   npx tsx bench/embedding/service-overhead.bench.ts
 */
import { matrix } from '../../src/domain/matrix.js';
import type { Embedder } from '../../src/tensor/embedder.js';
import { createEmbeddingService } from '../../src/tensor/embedding-service.js';
import { cheapest } from '../lib/measure.js';
import { table } from '../lib/table.js';
import { embedTexts } from '../../src/tensor/embedder.js';

const DIMS = 128;
const TEXTS = 20_000;
const embedder: Embedder = {
  id: 'free',
  kind: 'free',
  name: 'free',
  dims: DIMS,
  pads: false,
  maxTokens: null,
  costPerMillionTokens: 0,
  batch: { texts: 64, tokens: Number.POSITIVE_INFINITY, parallel: 1 },
  prepare: (text) => ({ text, tokens: text.length }),
  embed: async (texts) => matrix(texts.length, DIMS),
  health: async () => ({ healthy: true, detail: '' }),
  [Symbol.asyncDispose]: async () => undefined,
};
const service = createEmbeddingService(embedder, { cacheBytes: 64 << 20 });
let next = 0;
/** Texts never asked before, of the length of a short question. */
const fresh = (): string => `How many moons does planet number ${next++} of this system have, and why?`;

const cases: Record<string, () => Promise<unknown>> = {
  'embedder alone': async () => {
    for (let i = 0; i < TEXTS; i++) await embedTexts(embedder, [fresh()]);
  },
  'uncached, alone': async () => {
    for (let i = 0; i < TEXTS; i++) await service.embed([fresh()]);
  },
  'cached, alone': async () => {
    for (let i = 0; i < TEXTS; i++) await service.embed(['What is the capital of France?']);
  },
  'uncached, in calls of 100': async () => {
    for (let i = 0; i < TEXTS; i += 100) await service.embed(Array.from({ length: 100 }, fresh));
  },
  'uncached, 100 callers at once': async () => {
    for (let i = 0; i < TEXTS; i += 100) await Promise.all(Array.from({ length: 100 }, () => service.embed([fresh()])));
  },
};

const rows = [];
let baseline = 0;
for (const [name, run] of Object.entries(cases)) {
  const { wallMs, cpuMs } = await cheapest(5, run);
  const cpu = (cpuMs * 1000) / TEXTS;
  baseline ||= cpu;
  rows.push({
    case: name,
    'wall µs/text': ((wallMs * 1000) / TEXTS).toFixed(2),
    'cpu µs/text': cpu.toFixed(2),
    'ratio to the embedder alone': (cpu / baseline).toFixed(1),
  });
}
console.log(table(rows));
