import type { Artifact } from '../domain/artifact.js';
import { ThetaError } from '../domain/errors.js';
import type { Matrix } from '../domain/matrix.js';
import { matrix, row } from '../domain/matrix.js';
import type { NeighbourIndex } from '../index/neighbour-index.js';
import type { ReferenceSet } from '../plugins/contract.js';
import type { Embedder } from '../tensor/embedder.js';
import type { EmbeddingService } from '../tensor/embedding-service.js';
import type { CostModel } from './expected-cost/cost-model.js';
import { answerLengthsDigest, loadCostModel } from './expected-cost/manifest.js';
import type { HeldOutSet } from './held-out.js';
import { decodeHeldOut } from './held-out.js';
import type { RouterSetManifest } from './ports.js';
import { decodeReferenceSet } from './reference-set.js';

export type ReadArtifact = (what: string, digest: string) => Promise<Artifact>;

/** How the parts are made; the composition root chooses. */
export interface PartsFactory {
  readonly loadEmbedder: (artifact: Artifact) => Promise<Embedder>;
  readonly createEmbeddings: (embedder: Embedder) => EmbeddingService;
  /** [texts, dims] for LLM profiles; may find them where training left them. */
  readonly embedProfiles: (embedder: Embedder, texts: readonly string[]) => Promise<Matrix>;
  readonly buildIndex: (vectors: Matrix) => Promise<NeighbourIndex>;
}

/** What is heavy in a router set and depends on no router: versions that differ in routers, evidence or catalogue share it. */
export interface SetParts {
  readonly embedder: Embedder;
  readonly embeddings: EmbeddingService;
  readonly reference: ReferenceSet;
  /** Null for a set that was trained on all queries. */
  readonly heldOut: HeldOutSet | null;
  readonly index: NeighbourIndex;
  readonly costs: CostModel;
  /** [texts, embeddingSize] of LLM profiles; every text is embedded once. */
  profiles(texts: readonly string[]): Promise<Matrix>;
  /** Router artifacts by digest, as loaded: their tensors are what the routers compute with, so keeping them costs nothing. */
  readonly artifacts: Map<string, Artifact>;
  /** Counts one more set that uses the parts; each must release them once. */
  retain(): void;
  /** The last release frees them. */
  release(): Promise<void>;
}

/** Whether a version consists of the same parts as another. */
export const samePartsAs = (a: RouterSetManifest, b: RouterSetManifest): boolean =>
  a.embedder === b.embedder &&
  a.reference === b.reference &&
  a.heldOut === b.heldOut &&
  answerLengthsDigest(a) === answerLengthsDigest(b);

/** Held by its caller once. Throws ARTIFACT_CORRUPT, ARTIFACT_FOREIGN or EMBEDDER_MISMATCH; nothing stays open then. */
export async function loadParts(
  manifest: RouterSetManifest,
  read: ReadArtifact,
  factory: PartsFactory,
): Promise<SetParts> {
  const embedder = await factory.loadEmbedder(await read('the embedder', manifest.embedder));
  try {
    return await partsAround(embedder, manifest, read, factory);
  } catch (error) {
    await embedder[Symbol.asyncDispose]();
    throw error;
  }
}

async function partsAround(
  embedder: Embedder,
  manifest: RouterSetManifest,
  read: ReadArtifact,
  factory: PartsFactory,
): Promise<SetParts> {
  const reference = decodeReferenceSet(await read('the reference set', manifest.reference));
  if (reference.vectors.cols !== embedder.dims) {
    throw new ThetaError(
      'EMBEDDER_MISMATCH',
      `Router set ${manifest.version} holds training vectors of ${reference.vectors.cols} dimensions; its embedder makes ${embedder.dims}.`,
      { hint: 'Train the set again with `theta train`.' },
    );
  }
  const heldOut = manifest.heldOut === null ? null : decodeHeldOut(await read('the held-out set', manifest.heldOut));
  const index = await factory.buildIndex(reference.vectors);
  const costs = await loadCostModel(manifest, read, reference, index);
  const embeddings = factory.createEmbeddings(embedder);
  const known = new Map<string, Float32Array>();
  let users = 1;
  return {
    embedder,
    embeddings,
    reference,
    heldOut,
    index,
    costs,
    artifacts: new Map(),
    async profiles(texts) {
      const missing = [...new Set(texts)].filter((text) => !known.has(text));
      if (missing.length > 0) {
        const vectors = await factory.embedProfiles(embedder, missing);
        missing.forEach((text, i) => known.set(text, row(vectors, i)));
      }
      const out = matrix(texts.length, embedder.dims);
      texts.forEach((text, i) => row(out, i).set(known.get(text) as Float32Array));
      return out;
    },
    retain: () => void users++,
    async release() {
      if (--users > 0) return;
      index[Symbol.dispose]();
      embeddings.dispose();
      await embedder[Symbol.asyncDispose]();
    },
  };
}
