import type { Clock } from '../domain/clock.js';
import { row } from '../domain/matrix.js';
import { checkQueryText } from '../domain/query-text.js';
import type { EmbedderHealth, SavedEmbedder } from '../tensor/embedder.js';
import { table } from './output.js';

/** How an embedder did on some texts. */
export interface EmbedReport {
  readonly embedder: {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly dims: number;
    readonly maxTokens: number | null;
    readonly costPerMillionTokens: number;
    readonly health: EmbedderHealth;
  };
  /** Of one call with all texts. */
  readonly milliseconds: number;
  readonly texts: readonly { readonly text: string; readonly tokens: number; readonly vector: readonly number[] }[];
}

/** Throws what checkQueryText and the embedder throw. */
export async function embedReport(
  embedder: SavedEmbedder,
  texts: readonly string[],
  maxCharacters: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<EmbedReport> {
  const prepared = texts.map((text) => embedder.prepare(checkQueryText(text, maxCharacters)));
  // First, so that the time below is not that of a first call.
  const health = await embedder.health();
  const start = clock.monotonic();
  const vectors = await embedder.embed(prepared, signal);
  const milliseconds = clock.monotonic() - start;
  const { id, kind, name, dims, maxTokens, costPerMillionTokens } = embedder;
  return {
    embedder: { id, kind, name, dims, maxTokens, costPerMillionTokens, health },
    milliseconds,
    texts: prepared.map(({ tokens }, i) => ({ text: texts[i] as string, tokens, vector: [...row(vectors, i)] })),
  };
}

/** Numbers of a vector that people see. */
const FIRST = 4;
const LONGEST_TEXT = 40;

export function readableEmbedding({ embedder, milliseconds, texts }: EmbedReport): string {
  const { id, kind, name, dims, maxTokens, health } = embedder;
  const limit = maxTokens === null ? '' : `, at most ${maxTokens} tokens`;
  const rows = texts.map(({ text, tokens, vector }) => [
    text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text,
    tokens,
    vector
      .slice(0, FIRST)
      .map((value) => value.toFixed(4))
      .join(' ') + ' …',
  ]);
  return [
    `${name} (${kind}), id ${id}`,
    `${health.healthy ? 'healthy' : 'not healthy'}: ${health.detail}`,
    `${dims} dimensions${limit}; ${texts.length} texts in ${milliseconds.toFixed(1)} ms`,
    '',
    table(['text', 'tokens', 'vector'], rows),
  ].join('\n');
}
