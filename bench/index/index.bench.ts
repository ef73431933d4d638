/**
 * Recall, latency, processor time, build time and memory of every engine that starts here, as ratios to `exact` in the
 * same process:
 *
 *   npx tsx bench/index/index.bench.ts          24,000 vectors of 128 and of 256 numbers
 *   … --large                                   500,000 vectors as well; takes tens of minutes
 *   … --rows 21000 --dims 300                   any other size
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Matrix } from '../../src/domain/matrix.js';
import { availableEngines, buildIndex } from '../../src/index/build-index.js';
import type { IndexEngine, NeighbourIndex, Neighbours } from '../../src/index/neighbour-index.js';
import { cheapest, percentile, spent } from '../lib/measure.js';
import { table } from '../lib/table.js';
import { clusteredVectors } from '../lib/vectors.js';

const K = 5;
const { values: flags } = parseArgs({
  options: {
    large: { type: 'boolean', default: false },
    rows: { type: 'string', multiple: true },
    dims: { type: 'string', multiple: true, default: ['128', '256'] },
  },
});

for (const rows of flags.rows?.map(Number) ?? (flags.large ? [24_000, 500_000] : [24_000])) {
  for (const dims of flags.dims.map(Number)) await compare(rows, dims);
}

async function compare(rows: number, dims: number): Promise<void> {
  const vectors = clusteredVectors(rows, dims, 'training');
  const queries = clusteredVectors(rows > 100_000 ? 200 : 500, dims, 'queries');
  const lines = [];
  let baseline: Measured | null = null;
  for (const [engine, layout] of await variants()) {
    const m = await measure(vectors, queries, engine, layout, baseline?.found ?? null);
    baseline ??= m;
    const ratio = (a: number, b: number): string => `${a.toFixed(a < 10 ? 3 : 1)} (${(a / b).toFixed(3)})`;
    lines.push({
      engine: `${engine} ${m.layout}`,
      'recall@5': m.recall.toFixed(3),
      'p50 ms': ratio(m.p50, baseline.p50),
      'p99 ms': ratio(m.p99, baseline.p99),
      'batch-64 cpu ms/query': ratio(m.batch, baseline.batch),
      'build cpu ms': m.build.toFixed(0),
      'restart cpu ms': m.restart.toFixed(0),
      'memory MB': m.memory.toFixed(0),
    });
  }
  console.log(`\n${rows} vectors of ${dims}, k = ${K}; in brackets the ratio to exact\n\n${table(lines)}`);
}

async function variants(): Promise<[IndexEngine, 'flat' | 'auto'][]> {
  const native = (await availableEngines()).filter((engine) => engine !== 'exact');
  return [
    ['exact', 'flat'],
    ...native.flatMap((engine): [IndexEngine, 'flat' | 'auto'][] => [
      [engine, 'flat'],
      [engine, 'auto'],
    ]),
  ];
}

interface Measured {
  readonly layout: string;
  readonly recall: number;
  readonly p50: number;
  readonly p99: number;
  readonly batch: number;
  readonly build: number;
  readonly restart: number;
  readonly memory: number;
  readonly found: Neighbours;
}

async function measure(
  vectors: Matrix,
  queries: Matrix,
  engine: IndexEngine,
  layout: 'flat' | 'auto',
  truth: Neighbours | null,
): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'theta-bench-'));
  const options = { choice: engine, layout, snapshotFolder: folder };
  const before = process.memoryUsage().rss;
  const build = await spent(() => buildIndex(vectors, options));
  const memory = (process.memoryUsage().rss - before) / 1e6;
  const restart = await spent(() => buildIndex(vectors, options));
  restart.result[Symbol.dispose]();
  using index: NeighbourIndex = build.result;
  const block = (from: number, rows: number): Matrix => ({
    rows,
    cols: queries.cols,
    data: queries.data.subarray(from * queries.cols, (from + rows) * queries.cols),
  });
  await index.search(block(0, 64), K);
  const batch = await cheapest(5, () => index.search(block(0, 64), K));
  const single: number[] = [];
  for (let q = 0; q < queries.rows; q++) single.push((await spent(() => index.search(block(q, 1), K))).wallMs);
  const found = await index.search(queries, K);
  await rm(folder, { recursive: true });
  return {
    layout: index.layout,
    recall: recall(truth ?? found, found),
    p50: percentile(single, 0.5),
    p99: percentile(single, 0.99),
    batch: batch.cpuMs / 64,
    build: build.cpuMs,
    restart: restart.cpuMs,
    memory,
    found,
  };
}

/** Share of answers at least as near as the true k-th: a tie counts as found. */
function recall(truth: Neighbours, found: Neighbours): number {
  let hits = 0;
  for (let i = 0; i < found.ids.length; i++) {
    const kth = truth.similarity[Math.floor(i / K) * K + K - 1] as number;
    if ((found.similarity[i] as number) >= kth) hits++;
  }
  return hits / found.ids.length;
}
