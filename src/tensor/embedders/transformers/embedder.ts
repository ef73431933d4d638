import type { Artifact } from '../../../domain/artifact.js';
import type { ThetaError } from '../../../domain/errors.js';
import { throwIfAborted } from '../../../domain/errors.js';
import { matrix, normaliseRows, row } from '../../../domain/matrix.js';
import type { Matrix } from '../../../domain/matrix.js';
import type { BatchLimits, EmbedderHealth, PreparedText, SavedEmbedder } from '../../embedder.js';
import { breathe } from '../../linear-algebra/breathe.js';
import { splitByLength } from './batches.js';
import type { Reading } from './pooling.js';
import type { EncoderSession } from './session.js';
import { TokenisedText } from './tokenizer.js';
import type { TextTokenizer } from './tokenizer.js';
import { unavailable } from './unavailable.js';

export const TRANSFORMERS_KIND = 'embedder/transformers';

/** What an opened model is made of. */
export interface EncoderParts {
  readonly id: string;
  readonly name: string;
  readonly dims: number;
  readonly tokenizer: TextTokenizer;
  readonly session: EncoderSession;
  readonly reading: Reading;
  readonly batch: BatchLimits;
  /** For people: device, threads, weights. */
  readonly detail: string;
  readonly artifact: Artifact;
}

/** Texts tokenised between two pauses, where they come without ids: a few milliseconds of work. */
const TOKENISED_AT_ONCE = 32;

/** A transformer encoder that runs here. */
export class TransformersEmbedder implements SavedEmbedder {
  readonly kind = TRANSFORMERS_KIND;
  readonly pads = true;
  readonly costPerMillionTokens = 0;
  readonly id: string;
  readonly name: string;
  readonly dims: number;
  readonly maxTokens: number;
  readonly batch: BatchLimits;
  readonly #parts: EncoderParts;
  readonly #running = new Set<Promise<Matrix>>();
  #closed = false;

  constructor(parts: EncoderParts) {
    this.#parts = parts;
    this.id = parts.id;
    this.name = parts.name;
    this.dims = parts.dims;
    this.batch = parts.batch;
    this.maxTokens = parts.tokenizer.maxTokens;
  }

  prepare(text: string): PreparedText {
    return this.#parts.tokenizer.tokenise(text);
  }

  embed(texts: readonly PreparedText[], signal?: AbortSignal): Promise<Matrix> {
    if (this.#closed) return Promise.reject(unavailable('The embedder is closed.', 'Use the one that replaced it.'));
    const running = this.#embed(texts, signal).finally(() => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  async health(): Promise<EmbedderHealth> {
    try {
      await this.embed([this.prepare('health')]);
      return { healthy: true, detail: this.#parts.detail };
    } catch (error) {
      const { message, hint } = error as ThetaError;
      return { healthy: false, detail: hint === undefined ? message : `${message} ${hint}` };
    }
  }

  save(): Artifact {
    return this.#parts.artifact;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#running);
    await this.#parts.session[Symbol.asyncDispose]();
  }

  async #embed(texts: readonly PreparedText[], signal: AbortSignal | undefined): Promise<Matrix> {
    throwIfAborted(signal);
    // Without a turn in between where a batcher has prepared the texts: the model begins while results of the batch before are
    // handed out.
    const ids = this.#knownIds(texts) ?? (await this.#idsOf(texts, signal));
    const out = matrix(texts.length, this.dims);
    const lengths = ids.map(({ length }) => length);
    for (const call of splitByLength(lengths, this.batch)) {
      throwIfAborted(signal);
      const vectors = await this.#parts.session.run(
        call.map((at) => ids[at] as Int32Array),
        this.#parts.reading,
      );
      call.forEach((at, r) => row(out, at).set(row(vectors, r)));
    }
    throwIfAborted(signal);
    return checkFinite(normaliseRows(out));
  }

  /** Of texts that this embedder prepared; null when one is not of those. */
  #knownIds(texts: readonly PreparedText[]): readonly Int32Array[] | null {
    const ids: Int32Array[] = [];
    for (const prepared of texts) {
      if (!(prepared instanceof TokenisedText) || prepared.tokenizer !== this.#parts.tokenizer) return null;
      ids.push(prepared.ids);
    }
    return ids;
  }

  async #idsOf(texts: readonly PreparedText[], signal: AbortSignal | undefined): Promise<readonly Int32Array[]> {
    const { tokenizer } = this.#parts;
    const ids: Int32Array[] = [];
    let tokenised = 0;
    for (const prepared of texts) {
      if (++tokenised % TOKENISED_AT_ONCE === 0) await breathe(signal);
      ids.push(tokenizer.tokenise(prepared.text).ids);
    }
    return ids;
  }
}

/** Half-precision weights overflow on some devices, and a NaN would spread into every score. */
function checkFinite(vectors: Matrix): Matrix {
  if (vectors.data.every(Number.isFinite)) return vectors;
  throw unavailable(
    'The model answered with numbers that are not finite.',
    'Use fp32 weights (THETA_EMBEDDER_DTYPE=fp32) or another device (THETA_EMBEDDER_DEVICE=cpu).',
  );
}
