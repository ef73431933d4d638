import { ThetaError } from '../../../domain/errors.js';
import { matrix, normaliseRows } from '../../../domain/matrix.js';
import type { Matrix } from '../../../domain/matrix.js';
import { Retryable, withRetries } from '../../../domain/retries.js';
import type { PreparedText } from '../../embedder.js';
import type { EmbedderHost } from '../host.js';
import type { HttpSpec } from '../spec.js';
import { withJoinedSignal } from './joined-signal.js';
import { RateLimit } from './rate-limit.js';
import { readAnswer, UnusableAnswer } from './read-answer.js';
import { quoted, refusal, unreachable, unusable } from './failures.js';
import { passes, reasonOf, retryAfterMs } from './trouble.js';

const RETRIES = { firstDelayMs: 500, longestDelayMs: 60_000 } as const;

/** One service as its spec and the host's settings describe it; remembers its rate limits and what it billed. */
export class EmbeddingsClient {
  readonly spec: HttpSpec;
  /** Base address in use, without a slash at its end. */
  readonly url: string;
  readonly #host: EmbedderHost;
  readonly #limit: RateLimit;
  #usedTokens = 0;

  constructor(spec: HttpSpec, host: EmbedderHost) {
    this.spec = spec;
    this.#host = host;
    this.#limit = new RateLimit(host.clock, host.sleep);
    this.url = (host.urlOf(spec.model) ?? spec.url).replace(/\/+$/, '');
  }

  /** Tokens that the service said it read; where it does not say, the estimate. */
  usedTokens(): number {
    return this.#usedTokens;
  }

  /** One request, [texts, dims], rows of length 1. Throws EMBEDDER_UNAVAILABLE or CANCELLED. */
  async embed(texts: readonly PreparedText[], attempts: number, signal: AbortSignal): Promise<Matrix> {
    const tokens = texts.reduce((sum, text) => sum + text.tokens, 0);
    const attempt = async (): Promise<Matrix> => {
      await this.#limit.pass(tokens, signal);
      return this.#ask(texts, tokens, signal);
    };
    return withRetries(attempt, { ...RETRIES, ...this.#host, attempts }, signal).catch((error: unknown) => {
      throw error instanceof ThetaError ? error : unreachable(this, error as Error);
    });
  }

  async #ask(texts: readonly PreparedText[], tokens: number, signal: AbortSignal): Promise<Matrix> {
    const key = this.#host.keyFor(this.url);
    const { status, headers, body } = await this.#post(texts, key, signal).catch((error: unknown) => {
      throw new Retryable(reasonOf(error));
    });
    this.#limit.note(headers);
    if (passes(status)) {
      const message = `it answered with status ${status}: ${quoted(body, key)}`;
      throw new Retryable(message, retryAfterMs(headers, this.#host.clock.now()));
    }
    if (status < 200 || status >= 300) throw refusal(this, status, headers, body, key);
    return this.#read(body, texts.length, tokens);
  }

  async #post(texts: readonly PreparedText[], key: string | null, signal: AbortSignal) {
    const { model, dims } = this.spec;
    const input = texts.map(({ text }) => text);
    const request = { model, input, encoding_format: 'float', ...(dims === null ? {} : { dimensions: dims }) };
    const ask = this.#host.fetch ?? fetch;
    return withJoinedSignal([signal], this.#host.timeoutMs, async (either) => {
      const response = await ask(`${this.url}/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
        body: JSON.stringify(request),
        // A redirect could carry texts and key to somebody else.
        redirect: 'manual',
        signal: either,
      });
      return { status: response.status, headers: response.headers, body: await response.text() };
    });
  }

  #read(body: string, count: number, estimate: number): Matrix {
    try {
      const { vectors, tokens } = readAnswer(JSON.parse(body), count);
      this.#usedTokens += tokens ?? estimate;
      const dims = this.spec.dims ?? vectors[0]?.length ?? 0;
      const out = matrix(count, dims);
      vectors.forEach((vector, r) => {
        if (vector.length !== dims) throw new UnusableAnswer(`${vector.length} dimensions instead of ${dims}`);
        out.data.set(vector, r * dims);
      });
      return normaliseRows(out);
    } catch (error) {
      // Half an answer or the page of a proxy may be an answer next time; a wrong one stays wrong.
      if (error instanceof SyntaxError) throw new Retryable('it answered with something that is not JSON');
      throw error instanceof UnusableAnswer ? unusable(this, error) : error;
    }
  }
}
