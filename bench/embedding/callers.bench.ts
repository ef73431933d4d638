/**
 * Texts a second that many callers get out of the embedding layer, each with one text at a time, beside the bare embedder
 * at its best batch size on the same texts; and what a lone caller waits, beside a single call of the bare embedder:
 *
 *   npm run bench:callers                         encoders of two layers and of MiniLM's shape, and the lexical embedder
 *   npm run bench:callers -- --shape base         one encoder: tiny, minilm or base
 *   npm run bench:callers -- --device cuda        on a graphics card
 *
 * Texts differ all, their lengths are log-normal; nothing comes from a cache. Rounds of all cases take turns, the best of each counts:
 * other processes only ever slow one down. The bare embedder gets its texts in order and sorted by length; the better counts.
 */
import { parseArgs } from 'node:util';
import type { Embedder, PreparedText, SavedEmbedder } from '../../src/tensor/embedder.js';
import { createEmbeddingService } from '../../src/tensor/embedding-service.js';
import type { DeviceChoice } from '../../src/tensor/embedders/spec.js';
import { percentile } from '../lib/measure.js';
import { table } from '../lib/table.js';
import { encoder, lexical, texts } from './engines.js';

const { values } = parseArgs({
  options: {
    shape: { type: 'string' },
    device: { type: 'string', default: 'cpu' },
    callers: { type: 'string', default: '64' },
    rounds: { type: 'string', default: '5' },
    threads: { type: 'string', default: '0' },
    /** THETA_EMBEDDING_WAIT_MS of the server. */
    wait: { type: 'string', default: '2' },
  },
});
const device = values.device as DeviceChoice;
const callers = Number(values.callers);
const waitMs = Number(values.wait);
const rounds = Number(values.rounds);
const BATCHES = [1, 4, 8, 16, 32, 64];
/** Of one round and case. */
const ROUND_MS = 1500;
const LONE_CALLS = 200;

const engines: Record<string, () => Promise<SavedEmbedder>> = values.shape
  ? { [values.shape]: () => encoder(values.shape as string, { device, threads: Number(values.threads) }) }
  : {
      tiny: () => encoder('tiny', { device, threads: Number(values.threads) }),
      minilm: () => encoder('minilm', { device, threads: Number(values.threads) }),
      lexical,
    };
/** How full the batches of the layer were, by round. */
const filled: string[] = [];
const throughput = [];
const latency = [];
for (const [name, start] of Object.entries(engines)) {
  await using embedder = await start();
  const rows = await perSecond(embedder);
  const bare = Math.max(...rows.filter(([what]) => what.startsWith('bare')).map(([, value]) => value));
  for (const [what, value] of rows) {
    throughput.push({
      embedder: name,
      case: what,
      'texts/s': value.toFixed(0),
      'to the best bare': (value / bare).toFixed(2),
    });
  }
  console.error(`${name}: ${filled.splice(0).at(-1)}`);
  latency.push({ embedder: name, ...(await alone(embedder)) });
}
console.log(
  `${callers} callers, waiting at most ${waitMs} ms, on ${device}\n\n${table(throughput)}\n\nA lone caller\n\n${table(latency)}`,
);

async function perSecond(embedder: SavedEmbedder): Promise<[what: string, perSecond: number][]> {
  // As many as a round of the fastest case takes.
  const probe = texts(512, 'probe').map((text) => embedder.prepare(text));
  const begun = performance.now();
  await bareRun(embedder, probe, 32);
  const count = Math.max(256, Math.ceil((probe.length * ROUND_MS) / (performance.now() - begun) / 64) * 64);
  const cases: Record<string, (round: string) => Promise<void>> = {};
  for (const size of BATCHES) {
    const prepared = (round: string) => texts(count, round).map((text) => embedder.prepare(text));
    const sorted = (round: string) => prepared(round).sort((a, b) => a.tokens - b.tokens);
    cases[`bare, batches of ${size}`] = (round) => bareRun(embedder, prepared(round), size);
    if (size > 1) cases[`bare, batches of ${size}, sorted`] = (round) => bareRun(embedder, sorted(round), size);
  }
  cases[`layer, ${callers} callers`] = (round) => callersRun(embedder, texts(count, round));
  cases['layer, one call with all texts'] = (round) => wholeRun(embedder, texts(count, round));
  const best = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const [what, run] of Object.entries(cases)) {
      const start = performance.now();
      await run(`round ${round}`);
      const value = (1000 * count) / (performance.now() - start);
      best.set(what, Math.max(best.get(what) ?? 0, value));
    }
  }
  return [...best];
}

async function bareRun(embedder: Embedder, prepared: readonly PreparedText[], size: number): Promise<void> {
  for (let at = 0; at < prepared.length; at += size) await embedder.embed(prepared.slice(at, at + size));
}

async function callersRun(embedder: Embedder, asked: readonly string[]): Promise<void> {
  const service = createEmbeddingService(embedder, { cacheBytes: 64 << 20, waitMs });
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < asked.length) await service.embed([asked[next++] as string]);
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const { batches, batchTokens, paddedTokens } = service.counters();
  filled.push(
    `${(asked.length / batches).toFixed(1)} texts a batch, ${((100 * batchTokens) / paddedTokens).toFixed(0)} % of its tokens not padding`,
  );
  service.dispose();
}

async function wholeRun(embedder: Embedder, asked: readonly string[]): Promise<void> {
  const service = createEmbeddingService(embedder, { cacheBytes: 64 << 20, waitMs });
  await service.embed(asked);
  service.dispose();
}

/** Medians of calls with one text each, bare and through the layer in turns, so that a busy moment meets both. */
async function alone(embedder: Embedder) {
  const service = createEmbeddingService(embedder, { cacheBytes: 64 << 20, waitMs });
  const bare: number[] = [];
  const layer: number[] = [];
  // Pairs of texts of the same length.
  const asked = texts(2 * LONE_CALLS, 'alone', 20);
  const timed = async (into: number[], work: () => Promise<unknown>): Promise<void> => {
    const start = performance.now();
    await work();
    into.push(performance.now() - start);
  };
  for (let i = 0; i < LONE_CALLS; i++) {
    const [a, b] = [asked[2 * i] as string, asked[2 * i + 1] as string];
    await timed(bare, () => embedder.embed([embedder.prepare(a)]));
    await timed(layer, () => service.embed([b]));
  }
  service.dispose();
  const [bareMs, layerMs] = [percentile(bare, 0.5), percentile(layer, 0.5)];
  return {
    'bare ms': bareMs.toFixed(3),
    'layer ms': layerMs.toFixed(3),
    'layer to bare': (layerMs / bareMs).toFixed(2),
    'adds µs': (1000 * (layerMs - bareMs)).toFixed(0),
  };
}
