import { join } from 'node:path';
import { throwIfAborted } from '../../../domain/errors.js';
import { matrix, normaliseRows, row } from '../../../domain/matrix.js';
import type { Matrix } from '../../../domain/matrix.js';
import type { BatchLimits } from '../../embedder.js';
import type { EmbedderHost } from '../host.js';
import { PROBE_TEXTS } from '../probe.js';
import type { Dtype, TransformersSpec } from '../spec.js';
import { encoderArtifact } from './artifact.js';
import { startSession } from './choose-device.js';
import { TransformersEmbedder } from './embedder.js';
import { fingerprint } from './fingerprint.js';
import { findModel } from './model-files.js';
import { readModelSettings } from './model-settings.js';
import { chooseReading } from './pooling.js';
import type { Reading } from './pooling.js';
import type { EncoderSession } from './session.js';
import type { Device } from './session-messages.js';
import { TextTokenizer } from './tokenizer.js';

/** The package that runs ONNX. */
const RUNTIME = 'onnxruntime-node';

/**
 * Beyond a thousand tokens the processor gains nothing (bench/embedding/encoder.bench.ts); an accelerator wants to be filled.
 * A session computes one call at a time: a second one would only wait where it can no longer be joined.
 */
const ON_PROCESSOR: BatchLimits = { texts: 32, tokens: 1024, parallel: 1 };
const ON_ACCELERATOR: BatchLimits = { texts: 64, tokens: 32_768, parallel: 1 };
/** Eight-bit models scale activations by call, so that a text would change with its neighbours: one text is one call. */
const ONE_BY_ONE: BatchLimits = { ...ON_PROCESSOR, texts: 1 };

/** Least cosine at which two devices count as agreeing; eight-bit kernels round differently from processor to processor. */
export const LEAST_COSINE: Readonly<Record<Dtype, number>> = { fp32: 0.999, fp16: 0.999, q8: 0.99 };

/** A batch that shows what a device can do: this many texts of at most this many tokens. */
const TRIAL = { texts: 16, tokens: 128 };

/** An opened embedder with what its artifact keeps and its log line names. */
export interface Opened {
  readonly embedder: TransformersEmbedder;
  /** Vectors of PROBE_TEXTS: [texts, dims]. */
  readonly probe: Matrix;
  readonly device: Device;
}

/** Loads a transformer encoder. Throws EMBEDDER_UNAVAILABLE with what is missing and what to do, or CANCELLED. */
export async function openEncoder(
  spec: TransformersSpec,
  host: EmbedderHost,
  signal: AbortSignal,
  runtime = RUNTIME,
): Promise<Opened> {
  throwIfAborted(signal);
  const files = await findModel(spec, host, signal);
  const settings = await readModelSettings(files.folder);
  const maxTokens = Math.min(spec.maxTokens ?? settings.maxTokens, settings.maxTokens);
  const tokenizer = new TextTokenizer(settings, maxTokens, spec.prefix);
  const reading = (session: EncoderSession): Reading => chooseReading(spec.pooling, settings, session.outputs);
  const trialIds = tokenizer.tokenise(PROBE_TEXTS.join(' ').repeat(TRIAL.tokens / 8)).ids.subarray(0, TRIAL.tokens);
  const session = await startSession(
    { file: join(files.folder, files.weights), threads: host.threads, padId: tokenizer.padId, runtime },
    host,
    (tried) => tried.run(new Array<Int32Array>(TRIAL.texts).fill(trialIds), reading(tried)),
    LEAST_COSINE[spec.dtype],
    signal,
  );
  try {
    const read = reading(session);
    const probe = await probeVectors(session, tokenizer, read);
    const id = await fingerprint(files, spec, { pooling: read.pooling, maxTokens, dims: probe.cols }, signal);
    const threads = host.threads === 0 ? 'every core' : `${host.threads} threads`;
    const where = session.device === 'cpu' ? `cpu with ${threads}` : session.device;
    const embedder = new TransformersEmbedder({
      id,
      name: files.name,
      dims: probe.cols,
      tokenizer,
      session,
      reading: read,
      batch: batchLimits(spec.dtype, session.device),
      detail: `${files.name}, ${probe.cols} dimensions, ${spec.dtype}, on ${where}`,
      artifact: encoderArtifact({ spec, id, name: files.name, probe }),
    });
    return { embedder, probe, device: session.device };
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throwIfAborted(signal);
    throw error;
  }
}

function batchLimits(dtype: Dtype, device: Device): BatchLimits {
  if (dtype === 'q8') return ONE_BY_ONE;
  return device === 'cpu' ? ON_PROCESSOR : ON_ACCELERATOR;
}

/** One by one, as the least that devices and starts can differ in. [texts, dims] */
async function probeVectors(session: EncoderSession, tokenizer: TextTokenizer, reading: Reading): Promise<Matrix> {
  const rows: Matrix[] = [];
  for (const text of PROBE_TEXTS) rows.push(await session.run([tokenizer.tokenise(text).ids], reading));
  const dims = rows[0]?.cols ?? 0;
  const probe = matrix(rows.length, dims);
  rows.forEach((vectors, r) => row(probe, r).set(vectors.data));
  return normaliseRows(probe);
}
