import type { Artifact } from '../domain/artifact.js';
import type { LlmId } from '../domain/ids.js';
import type { Catalogue } from '../domain/llm.js';
import type { Matrix } from '../domain/matrix.js';
import { takeRows } from '../domain/matrix.js';
import type { ResponseMatrix } from '../domain/responses.js';
import { embedProfiles } from '../routing/router-set.js';
import type { SavedEmbedder } from '../tensor/embedder.js';
import { embedTexts } from '../tensor/embedder.js';
import type { EmbedCounts } from './embed-texts.js';
import { embedAll, embedCounted } from './embed-texts.js';
import type { EmbedAllOptions } from './embed-texts.js';

/** What routers are trained on: queries and LLM profiles as vectors of one embedder (paper 4.1). */
export interface TrainingVectors {
  readonly embedder: Pick<SavedEmbedder, 'id' | 'kind' | 'name' | 'dims' | 'save'>;
  /** [queries, dims], row i for query i. */
  readonly vectors: Matrix;
  /** Null for an LLM without a profile. */
  readonly profile: (llm: LlmId) => Float32Array | null;
}

/** An embedder that learned from the queries; profiles are embedded with it afterwards. */
export interface LearnedVectors {
  readonly embedder: SavedEmbedder;
  readonly vectors: Matrix;
}

export async function withProfiles(
  made: LearnedVectors | TrainingVectors,
  catalogue: Catalogue,
): Promise<TrainingVectors> {
  if ('profile' in made) return made;
  return { ...made, profile: await embedProfiles(catalogue, (texts) => embedTexts(made.embedder, texts)) };
}

/** What a fitted embedder, or vectors made before for all queries, have for the queries at `rows`, which are trained on. */
export const trainingPart = <T extends LearnedVectors | TrainingVectors>(made: T, rows: readonly number[]): T =>
  'profile' in made && rows.length < made.vectors.rows ? { ...made, vectors: takeRows(made.vectors, rows) } : made;

/** [queries, dims] of the queries at `rows`, which are kept aside: looked up where all were made before, else embedded now. */
export async function heldOutPart(
  made: LearnedVectors | TrainingVectors,
  rows: readonly number[],
  { queries }: ResponseMatrix,
  signal: AbortSignal,
): Promise<Matrix> {
  if ('profile' in made) return takeRows(made.vectors, rows);
  const texts = queries.map(({ text }) => text as string);
  return embedAll(made.embedder, texts, { store: null, signal, onProgress: () => {}, unit: 'queries' });
}

/** TrainingVectors as plain data, for a thread that then needs no embedder. */
export interface EmbeddedTraining {
  readonly embedder: Pick<SavedEmbedder, 'id' | 'kind' | 'name' | 'dims'> & { readonly artifact: Artifact };
  readonly vectors: Matrix;
  readonly profiles: ReadonlyMap<LlmId, Float32Array>;
}

/** Embeds every query, which must have a text, and every profile. Throws what embedAll throws. */
export async function embedTraining(
  embedder: SavedEmbedder,
  { queries }: ResponseMatrix,
  catalogue: Catalogue,
  options: EmbedAllOptions,
): Promise<{ readonly embedded: EmbeddedTraining; readonly counts: EmbedCounts }> {
  const texts = queries.map(({ text }) => text as string);
  const { vectors, counts } = await embedCounted(embedder, texts, { ...options, unit: 'queries' });
  let { embedded, fromStore } = counts;
  const profile = await embedProfiles(catalogue, async (profiles) => {
    const made = await embedCounted(embedder, profiles, { ...options, unit: 'LLM profiles' });
    embedded += made.counts.embedded;
    fromStore += made.counts.fromStore;
    return made.vectors;
  });
  const profiles = [...catalogue.llms.keys()].flatMap((llm) => {
    const vector = profile(llm);
    return vector ? [[llm, vector] as const] : [];
  });
  const { id, kind, name, dims } = embedder;
  return {
    embedded: {
      embedder: { id, kind, name, dims, artifact: embedder.save() },
      vectors,
      profiles: new Map(profiles),
    },
    counts: { embedded, fromStore },
  };
}

export const trainingVectors = ({ embedder, vectors, profiles }: EmbeddedTraining): TrainingVectors => ({
  embedder: { ...embedder, save: () => embedder.artifact },
  vectors,
  profile: (llm) => profiles.get(llm) ?? null,
});
