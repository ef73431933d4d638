/**
 * The embedding layer under load for ten minutes: callers that ask, repeat, give up and are refused, background jobs, a store that
 * fails now and then. Memory is taken after a collection, twice a minute; it is flat when the last third lies within the
 * first. `npm run bench:soak`, or with `-- --minutes 1 --shape lexical`.
 */
import { parseArgs } from 'node:util';
import { seededRng } from '../../src/domain/random.js';
import type { VectorStore } from '../../src/domain/vector-store.js';
import { createEmbeddingService } from '../../src/tensor/embedding-service.js';
import { table } from '../lib/table.js';
import { encoder, lexical, texts } from './engines.js';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, shape: { type: 'string', default: 'tiny' } },
});
const { gc } = globalThis;
if (!gc) throw new Error('needs node --expose-gc: npm run bench:soak');
const minutes = Number(values.minutes);
const SAMPLES = Math.max(6, 2 * minutes);
const CALLERS = 64;
const rng = seededRng(1);
/** Fails one call in a hundred, and keeps the last thousand vectors. */
const kept = new Map<string, Float32Array>();
const store: VectorStore = {
  get: (_id, digests) => {
    if (rng.uniform() < 0.01) return Promise.reject(new Error('the store is away'));
    return Promise.resolve(new Map(digests.flatMap((d) => (kept.has(d) ? [[d, kept.get(d) as Float32Array]] : []))));
  },
  put: (_id, vectors) => {
    for (const [digest, vector] of vectors) kept.set(digest, vector);
    for (const digest of kept.keys()) if (kept.size > 1000) kept.delete(digest);
    return Promise.resolve();
  },
};
await using embedder =
  values.shape === 'lexical' ? await lexical() : await encoder(values.shape, { device: 'cpu', threads: 0 });
const service = createEmbeddingService(embedder, {
  cacheBytes: 4 << 20,
  queueTexts: 96,
  waitMs: 2,
  store,
  log: () => {},
});

const pool = texts(20_000, 'soak');
const end = performance.now() + minutes * 60_000;
let asked = 0;
const outcomes = { answered: 0, refused: 0, gone: 0 };
const text = (): string => `${pool[rng.integer(pool.length)] as string} ${rng.integer(50)}`;

async function caller(): Promise<void> {
  while (performance.now() < end) {
    asked++;
    const count = rng.uniform() < 0.02 ? 50 : 1;
    const leaves = rng.uniform() < 0.05 ? AbortSignal.timeout(1 + rng.integer(20)) : undefined;
    const given = Array.from({ length: count }, text);
    const options = { signal: leaves, background: rng.uniform() < 0.05 };
    await service.embed(given, options).then(
      () => outcomes.answered++,
      (error: { code?: string }) => {
        if (error.code === 'OVERLOADED') outcomes.refused++;
        else if (error.code === 'CANCELLED') outcomes.gone++;
        else throw error;
        return new Promise((resolve) => setTimeout(resolve, 10));
      },
    );
  }
}

type Sample = {
  readonly minute: string;
  readonly calls: number;
  readonly 'heap MiB': string;
  readonly 'buffers MiB': string;
  readonly 'RSS MiB': string;
  readonly 'cache MiB': string;
};
const rows: Sample[] = [];
const callers = Promise.all(Array.from({ length: CALLERS }, caller));
for (let s = 0; s < SAMPLES; s++) {
  await new Promise((resolve) => setTimeout(resolve, (minutes * 60_000) / SAMPLES));
  gc();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
  rows.push({
    minute: (((s + 1) * minutes) / SAMPLES).toFixed(1),
    calls: asked,
    'heap MiB': mib(heapUsed),
    'buffers MiB': mib(arrayBuffers),
    'RSS MiB': mib(rss),
    'cache MiB': mib(service.counters().cacheBytes),
  });
  console.error(JSON.stringify(rows.at(-1)));
}
await callers;
console.log(`${table(rows)}\n\n${JSON.stringify({ ...outcomes, ...service.counters() })}`);
service.dispose();
