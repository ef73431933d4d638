/**
 * How many texts of 20 words the shipped lexical embedder embeds in a second of one core, alone and through the layer, beside
 * splitting the same texts into words by a regular expression; and what it leaves in memory. `npm run bench:lexical`, under
 * `node --expose-gc`, which that script sees to.
 */
import { embedTexts } from '../../src/tensor/embedder.js';
import { createEmbeddingService } from '../../src/tensor/embedding-service.js';
import { cheapest } from '../lib/measure.js';
import { table } from '../lib/table.js';
import { lexical, texts } from './engines.js';

const TEXTS = 20_000;
const ROUNDS = 5;
const BATCH = 64;
const asked = texts(TEXTS, 'lexical', 20);
await using embedder = await lexical();
const service = createEmbeddingService(embedder, { cacheBytes: 1 << 20 });
let sink = 0;

const cases: Record<string, () => unknown> = {
  'split into words': () => {
    for (const text of asked) sink += text.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  },
  'embedder, one at a time': async () => {
    for (const text of asked) await embedTexts(embedder, [text]);
  },
  'embedder, 64 at a time': async () => {
    for (let at = 0; at < TEXTS; at += BATCH) await embedTexts(embedder, asked.slice(at, at + BATCH));
  },
  'layer, 64 callers': async () => {
    let next = 0;
    const caller = async (): Promise<void> => {
      while (next < TEXTS) await service.embed([asked[next++] as string]);
    };
    await Promise.all(Array.from({ length: 64 }, caller));
  },
};
const rows = [];
let baseline = 0;
for (const [name, run] of Object.entries(cases)) {
  const { cpuMs } = await cheapest(ROUNDS, run);
  baseline ||= cpuMs;
  rows.push({
    case: name,
    'µs/text': ((1000 * cpuMs) / TEXTS).toFixed(1),
    'texts/s of processor': ((1000 * TEXTS) / cpuMs).toFixed(0),
    'to splitting': (cpuMs / baseline).toFixed(1),
  });
}
console.log(table(rows));

const { gc } = globalThis;
if (gc) {
  const heap: number[] = [];
  for (let round = 0; round < 6; round++) {
    await cases['layer, 64 callers']?.();
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    heap.push((heapUsed + arrayBuffers) / 2 ** 20);
  }
  console.log(
    `\nHeap and buffers after each ${TEXTS} texts more, MiB: ${heap.map((mib) => mib.toFixed(2)).join(', ')}`,
  );
}
if (sink < 0) console.log(sink);
