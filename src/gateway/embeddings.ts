import { z } from 'zod';
import type { Matrix } from '../domain/matrix.js';
import { row } from '../domain/matrix.js';
import { checkQueryText } from '../domain/query-text.js';
import { GatewayError, badRequest } from './gateway-error.js';
import type { EmbeddingsReply } from './types.js';

/** The embedding layer of the router set that serves. */
export interface Embedding {
  readonly name: string;
  /** [texts, dims] */
  readonly vectors: Matrix;
  /** Tokens that the embedder reads of all texts together. */
  readonly tokens: number;
}

export interface EmbeddingDeps {
  readonly embedderName: () => string;
  readonly embed: (texts: readonly string[], signal: AbortSignal) => Promise<Embedding>;
  readonly mostTexts: number;
  readonly mostCharacters: number;
}

const request = z.looseObject({
  model: z.string().min(1),
  input: z.union([z.string(), z.array(z.string()).min(1)], 'expected a text or a list of texts; tokens are not taken'),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.int().positive().nullish(),
});

/** Vectors of texts, as routers see them before warm-up. Throws GatewayError, and the coded errors of texts and embedder. */
export async function embeddings(body: unknown, deps: EmbeddingDeps, signal: AbortSignal): Promise<EmbeddingsReply> {
  const parsed = request.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues as [z.core.$ZodIssue];
    const place = issue.path.map(String).join('.');
    throw badRequest('invalid_value', `${place || 'The body'}: ${issue.message}.`, place || undefined);
  }
  const { model, input, encoding_format: format, dimensions } = parsed.data;
  if (model !== 'theta' && model !== deps.embedderName()) {
    const words = `The embedding model "${model.slice(0, 80)}" does not exist. Ask for "theta".`;
    throw new GatewayError(404, 'invalid_request_error', 'model_not_found', words, { param: 'model' });
  }
  const texts = typeof input === 'string' ? [input] : input;
  if (texts.length > deps.mostTexts) {
    throw badRequest('batch_too_large', `input: at most ${deps.mostTexts} texts, got ${texts.length}.`, 'input');
  }
  for (const text of texts) checkQueryText(text, deps.mostCharacters);
  const { name, vectors, tokens } = await deps.embed(texts, signal);
  if (dimensions && dimensions !== vectors.cols) {
    throw badRequest(
      'invalid_dimensions',
      `dimensions: vectors have ${vectors.cols}, and cannot be cut.`,
      'dimensions',
    );
  }
  const data = texts.map((_, index) => {
    const vector = row(vectors, index);
    return { object: 'embedding' as const, index, embedding: format === 'base64' ? base64(vector) : [...vector] };
  });
  return { object: 'list', data, model: name, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

/** Little-endian 32-bit floats, as OpenAI sends them. */
const base64 = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
