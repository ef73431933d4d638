/**
 * How fast a local encoder embeds, and what share that is of what the same device does in one large matrix product, measured
 * in the same run. Weights are random: they cost what learned ones cost.
 *
 *   npm run bench:encoder                        12 layers of 768, as bert-base; about three minutes and 700 MB of disk
 *   npm run bench:encoder -- --small             a tiny one, in seconds: shows that it runs, not how fast
 *   npm run bench:encoder -- --device cuda       on a graphics card; a device that cannot start ends it
 *   npm run bench:encoder -- --folder <folder>   one that test/fixtures/tiny-bert/main.ts wrote before
 *
 * A sequence of S tokens through L layers of width h costs L·(24·S·h² + 4·S²·h) operations: 2 for each multiplication with its
 * addition, 12·h² weights a layer, and S² scores and sums in attention. Norms, softmax and GELU are not counted.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EncoderSession } from '../../src/tensor/embedders/transformers/session.js';
import type { Device } from '../../src/tensor/embedders/transformers/session-messages.js';
import { BASE_BERT, TINY_BERT } from '../../test/fixtures/tiny-bert/options.js';
import { writeTinyBert } from '../../test/fixtures/tiny-bert/write.js';
import { spent } from '../lib/measure.js';
import { table } from '../lib/table.js';
import { measurePeak } from './peak.js';

const { values } = parseArgs({
  options: {
    device: { type: 'string', default: 'cpu' },
    small: { type: 'boolean', default: false },
    folder: { type: 'string' },
  },
});
const device = values.device as Device;
const onProcessor = device === 'cpu';
const shape = values.small ? { ...TINY_BERT, maxPositions: 128 } : BASE_BERT;
const WEIGHTS = { fp32: 'onnx/model.onnx', q8: 'onnx/model_quantized.onnx' } as const;
type Weights = keyof typeof WEIGHTS;
const LENGTHS = [32, 128];
const BATCHES = onProcessor ? [1, 8, 32] : [1, 8, 32, 128];
const ROUNDS = 4;
/** Large enough that starting and copying do not count; the faster of the shapes is the peak. */
const PEAKS = onProcessor
  ? [
      { rows: 2048, inner: 1024, products: 4 },
      { rows: 1024, inner: 3072, products: 1 },
    ]
  : [{ rows: 8192, inner: 8192, products: 32 }];
const THREADS = onProcessor ? [...new Set([1, availableParallelism()])] : [1];

const operations = (tokens: number): number =>
  shape.layers * (24 * tokens * shape.hidden ** 2 + 4 * tokens ** 2 * shape.hidden);

const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'theta-encoder-')));
try {
  if (values.folder === undefined) await writeTinyBert(folder, { ...shape, dtypes: ['fp32', 'q8'] });
  const rows = [];
  for (const dtype of ['fp32', 'q8'] as const) {
    for (const threads of THREADS) {
      const before = await peakOf(dtype, threads);
      const measured = await measure(dtype, threads);
      // Another process may have slowed one of the two.
      const peak = Math.max(before, await peakOf(dtype, threads));
      console.log(`${device}, ${dtype}, ${threads} threads: a large product does ${peak.toFixed(0)} GFLOP/s`);
      rows.push(...measured.map((row) => ({ ...row, 'of the large product': share(Number(row['GFLOP/s']), peak) })));
    }
  }
  console.log(`\n${shape.layers} layers of ${shape.hidden} on ${device}\n\n${table(rows)}`);
} finally {
  if (values.folder === undefined) await rm(folder, { recursive: true });
}

async function peakOf(dtype: Weights, threads: number): Promise<number> {
  // Graphics cards have no eight-bit product in ONNX Runtime.
  if (dtype === 'q8' && !onProcessor) return Number.NaN;
  const peaks = [];
  for (const shape of PEAKS) peaks.push(await measurePeak({ device, threads, dtype, ...shape }));
  return Math.max(...peaks);
}

function share(gigaflops: number, peak: number): string {
  return Number.isNaN(peak) ? '-' : `${((100 * gigaflops) / peak).toFixed(0)} %`;
}

async function measure(dtype: Weights, threads: number) {
  const file = join(folder, WEIGHTS[dtype]);
  await using session = await EncoderSession.start({ file, device, threads, padId: 0, runtime: 'onnxruntime-node' });
  const rows = [];
  for (const tokens of LENGTHS) {
    let alone = 0;
    for (const batch of BATCHES) {
      const perSecond = await sequencesPerSecond(session, batch, tokens);
      alone ||= perSecond;
      const gigaflops = (perSecond * operations(tokens)) / 1e9;
      rows.push({
        weights: dtype,
        threads: onProcessor ? threads : '-',
        tokens,
        batch,
        'sequences/s': perSecond.toFixed(1),
        'to batch 1': (perSecond / alone).toFixed(2),
        'GFLOP/s': gigaflops.toFixed(1),
      });
    }
  }
  return rows;
}

/** The best of some rounds, after one that warms up: other processes only ever slow it down. */
async function sequencesPerSecond(session: EncoderSession, batch: number, tokens: number): Promise<number> {
  const texts = Array.from({ length: batch }, (_, t) => new Int32Array(tokens).map((_, i) => 5 + ((7 * i + t) % 60)));
  const reading = { output: 'last_hidden_state', pooling: 'mean' } as const;
  let best = Number.POSITIVE_INFINITY;
  await session.run(texts, reading);
  for (let r = 0; r < ROUNDS; r++) best = Math.min(best, (await spent(() => session.run(texts, reading))).wallMs);
  return (1000 * batch) / best;
}
