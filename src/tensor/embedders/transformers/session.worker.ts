import type { MessagePort } from 'node:worker_threads';
import { parentPort, workerData } from 'node:worker_threads';
import type * as Onnx from 'onnxruntime-node';
import { padBatch } from './feeds.js';
import { fromHalf } from './half-precision.js';
import type { Reading } from './pooling.js';
import { pool } from './pooling.js';
import type { Batch, FromSession, SessionSettings, ToSession } from './session-messages.js';
import { reasonOf } from './unavailable.js';

/** ONNX Runtime's level ERROR: it warns of every model that was exported from PyTorch. */
const LOG_ERRORS = 3;

/**
 * Idle threads sleep. By default they turn in circles waiting for work, which costs a quarter of the processor and takes it
 * from the thread that prepares texts and answers requests; a lone call is no slower without.
 */
const SPINNING = '0';

/** What is fed; types are all zero, since no text is the second of a pair. */
const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'];

const parent = parentPort as MessagePort;
const { file, device, threads, padId, runtime } = workerData as SessionSettings;
const tell = (message: FromSession, transfer: ArrayBuffer[] = []) => parent.postMessage(message, transfer);

try {
  const onnx = await loadRuntime();
  const session = await onnx.InferenceSession.create(file, {
    executionProviders: [device],
    intraOpNumThreads: threads,
    logSeverityLevel: LOG_ERRORS,
    extra: { session: { intra_op: { allow_spinning: SPINNING } } },
  });
  const unknown = session.inputNames.filter((name) => !INPUTS.includes(name));
  if (unknown.length > 0)
    throw new Error(`the model asks for ${unknown.join(', ')}; expected only ${INPUTS.join(', ')}`);
  // ONNX Runtime computes on the thread that calls it and blocks it meanwhile, so messages are served one after the other.
  let queue: Promise<void> = Promise.resolve();
  parent.on('message', (message: ToSession) => {
    queue = queue.then(() => (message.kind === 'run' ? answer(onnx, session, message) : close(session)));
  });
  tell({ kind: 'ready', outputs: session.outputNames });
} catch (error) {
  const packageMissing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
  tell({ kind: 'failed', reason: reasonOf(error), packageMissing });
}

/** It is an optional dependency; the specifier is a plain string, so that its absence is found here and not while compiling. */
async function loadRuntime(): Promise<typeof Onnx> {
  const module = (await import(runtime)) as { default?: typeof Onnx };
  return module.default ?? (module as unknown as typeof Onnx);
}

async function answer(
  onnx: typeof Onnx,
  session: Onnx.InferenceSession,
  { call, batch, reading }: Extract<ToSession, { kind: 'run' }>,
): Promise<void> {
  try {
    const vectors = await run(onnx, session, batch, reading);
    tell({ kind: 'vectors', call, vectors }, [vectors.buffer]);
  } catch (error) {
    tell({ kind: 'trouble', call, reason: reasonOf(error) });
  }
}

async function run(
  onnx: typeof Onnx,
  session: Onnx.InferenceSession,
  batch: Batch,
  { output, pooling }: Reading,
): Promise<Float32Array<ArrayBuffer>> {
  const { texts, longest, ids, mask } = padBatch(batch, padId);
  const feeds: Record<string, Onnx.Tensor> = {};
  for (const name of session.inputNames) {
    const values = name === 'input_ids' ? ids : name === 'attention_mask' ? mask : new BigInt64Array(ids.length);
    feeds[name] = new onnx.Tensor('int64', values, [texts, longest]);
  }
  const tensor = (await session.run(feeds, [output]))[output] as Onnx.Tensor;
  return pool(singlePrecision(tensor), tensor.dims, batch.lengths, pooling);
}

function singlePrecision({ type, data }: Onnx.Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  if (data instanceof Uint16Array) return fromHalf(data);
  // Newer engines have a Float16Array, which the runtime then uses.
  if (type === 'float16') return Float32Array.from(data as unknown as ArrayLike<number>);
  throw new Error(`expected an output of float32 or float16, got ${type}`);
}

async function close(session: Onnx.InferenceSession): Promise<void> {
  await session.release();
  parent.close();
}
