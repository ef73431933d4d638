import type { Artifact } from '../../../domain/artifact.js';
import { ThetaError, throwIfAborted, toThetaError } from '../../../domain/errors.js';
import type { Matrix } from '../../../domain/matrix.js';
import type { EmbedderHealth, PreparedText, SavedEmbedder } from '../../embedder.js';
import type { EmbedderHost } from '../host.js';
import { PROBE_TEXTS, probeMatches } from '../probe.js';
import type { HttpSpec } from '../spec.js';
import { HTTP_KIND, httpArtifact, httpEmbedderId, readHttpArtifact } from './artifact.js';
import { EmbeddingsClient } from './client.js';
import { countTokens } from './count-tokens.js';
import { embedInBatches, PARALLEL } from './in-batches.js';
import { withJoinedSignal } from './joined-signal.js';

/** Tries of a request: 8 to 16 seconds of waiting where the service asks for no more, which outlasts a restart. */
const PATIENT = 6;
/** Services compute in half precision and batch as they like; another model is far below. */
const LEAST_COSINE = 0.999;
/** Services refuse an empty string; a profile may be one. */
const EMPTY = '(empty)';

export interface HttpEmbedder extends SavedEmbedder {
  /** Tokens billed since the start, as the service counts them; by estimate where it does not. */
  usedTokens(): number;
}

/** Starts an embedder on a service that answers. Throws EMBEDDER_UNAVAILABLE or CANCELLED. */
export async function openHttpEmbedder(spec: HttpSpec, host: EmbedderHost, signal: AbortSignal): Promise<HttpEmbedder> {
  const client = new EmbeddingsClient(spec, host);
  const probes = await embedInBatches(client, probeTexts(spec), spec.dims, PATIENT, signal);
  return new RemoteEmbedder(client, probes, true);
}

/**
 * The embedder of an artifact. A service that answers with other vectors than it did in training is a mismatch. One that
 * does not answer is not: decisions on cached vectors, the dashboard and a roll-back to another version need no
 * embedding, so the server starts, says so in its log and health, and checks before the first embedding instead.
 * Throws ARTIFACT_FOREIGN, ARTIFACT_CORRUPT or EMBEDDER_MISMATCH.
 */
export async function loadHttpEmbedder(artifact: Artifact, host: EmbedderHost): Promise<HttpEmbedder> {
  const { spec, probes } = readHttpArtifact(artifact);
  const embedder = new RemoteEmbedder(new EmbeddingsClient(spec, host), probes, false);
  await embedder.recognise(1).catch((error: unknown) => {
    const { code, message } = toThetaError(error);
    if (code !== 'EMBEDDER_UNAVAILABLE') throw error;
    host.log(`${message} Its vectors will be checked before the first embedding.`);
  });
  return embedder;
}

const prepare = (text: string, { maxTokens }: HttpSpec): PreparedText =>
  countTokens(text.trim() === '' ? EMPTY : text, maxTokens);

const probeTexts = (spec: HttpSpec): readonly PreparedText[] => PROBE_TEXTS.map((text) => prepare(text, spec));

class RemoteEmbedder implements HttpEmbedder {
  readonly id: string;
  readonly kind = HTTP_KIND;
  readonly name: string;
  readonly dims: number;
  readonly pads = false;
  readonly maxTokens: number;
  readonly costPerMillionTokens: number;
  readonly batch;
  readonly #client: EmbeddingsClient;
  readonly #probes: Matrix;
  readonly #stop = new AbortController();
  #recognised: boolean;
  #checking: Promise<void> | null = null;

  constructor(client: EmbeddingsClient, probes: Matrix, recognised: boolean) {
    const { spec } = client;
    this.#client = client;
    this.#probes = probes;
    this.#recognised = recognised;
    this.id = httpEmbedderId(spec, probes.cols);
    this.name = spec.model;
    this.dims = probes.cols;
    this.maxTokens = spec.maxTokens;
    this.costPerMillionTokens = spec.costPerMillionTokens;
    this.batch = { texts: spec.batchTexts, tokens: spec.batchTokens, parallel: PARALLEL };
  }

  prepare(text: string): PreparedText {
    return prepare(text, this.#client.spec);
  }

  async embed(texts: readonly PreparedText[], signal?: AbortSignal): Promise<Matrix> {
    await this.recognise(PATIENT);
    throwIfAborted(signal);
    return withJoinedSignal(signal ? [signal, this.#stop.signal] : [this.#stop.signal], null, (either) =>
      embedInBatches(this.#client, texts, this.dims, PATIENT, either),
    );
  }

  async health(): Promise<EmbedderHealth> {
    try {
      await this.recognise(1);
      await embedInBatches(this.#client, [this.prepare('health')], this.dims, 1, this.#stop.signal);
      return { healthy: true, detail: `${this.name} at ${this.#client.url}, ${this.dims} dimensions` };
    } catch (error) {
      const { message, hint } = toThetaError(error);
      return { healthy: false, detail: hint === undefined ? message : `${message} ${hint}` };
    }
  }

  usedTokens(): number {
    return this.#client.usedTokens();
  }

  save(): Artifact {
    return httpArtifact(this.#client.spec, this.#probes);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
  }

  /** Compares the service's vectors of the probe texts with those of training, once; callers at the same time share it. */
  async recognise(attempts: number): Promise<void> {
    if (this.#recognised) return;
    this.#checking ??= this.#compare(attempts).finally(() => (this.#checking = null));
    await this.#checking;
  }

  async #compare(attempts: number): Promise<void> {
    const { spec, url } = this.#client;
    const now = await embedInBatches(this.#client, probeTexts(spec), spec.dims, attempts, this.#stop.signal);
    if (!probeMatches(now, this.#probes, LEAST_COSINE)) {
      throw new ThetaError(
        'EMBEDDER_MISMATCH',
        `${this.name} at ${url} answers with other vectors than when this router set was trained.`,
        {
          hint: 'Point THETA_EMBEDDER_URL and THETA_EMBEDDER_MODEL to the deployment of training, roll back to an earlier set, or train again.',
        },
      );
    }
    this.#recognised = true;
  }
}
