import * as onnx from 'onnxruntime-node';
import { OnnxGraph } from '../../test/fixtures/tiny-bert/graph.js';
import { spent } from '../lib/measure.js';

export interface PeakSettings {
  readonly device: string;
  readonly threads: number;
  readonly dtype: 'fp32' | 'q8';
  /** Rows of the left matrix. */
  readonly rows: number;
  /** Rows and columns of the right one, 3072 in BERT's widest layer. */
  readonly inner: number;
  /** Products one behind the other, inside one run. */
  readonly products: number;
}

/** Billions of operations a second of large ONNX products on this device: 2·rows·inner² each, best of five runs. */
export async function measurePeak({ device, threads, dtype, rows, inner, products }: PeakSettings): Promise<number> {
  const graph = new OnnxGraph();
  const integer = dtype === 'q8';
  const element = integer ? 'uint8' : 'float32';
  let value = graph.input('x', element, [rows, inner]);
  if (integer) {
    const weights = new Int8Array(inner * inner).map((_, i) => (i * 31) % 127);
    value = graph.node('MatMulInteger', [value, graph.weight('w', 'int8', [inner, inner], weights)]);
  } else {
    // Each product keeps the size of numbers: columns sum to less than one.
    const weights = new Float32Array(inner * inner).map((_, i) => ((i * 31) % 127) / 127 / inner);
    graph.weight('w', 'float32', [inner, inner], weights);
    for (let i = 0; i < products; i++) value = graph.node('MatMul', [value, 'w']);
  }
  graph.output(value, 'y', integer ? 'int32' : 'float32', [rows, inner]);
  const session = await onnx.InferenceSession.create(Buffer.concat(graph.model()), {
    executionProviders: [device],
    intraOpNumThreads: threads,
  });
  const size = rows * inner;
  const x = integer ? new Uint8Array(size).fill(7) : new Float32Array(size).fill(0.5);
  const feeds = { x: new onnx.Tensor(element, x, [rows, inner]) };
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 6; round++) best = Math.min(best, (await spent(() => session.run(feeds))).wallMs);
  await session.release();
  return (2 * rows * inner * inner * (integer ? 1 : products)) / best / 1e6;
}
