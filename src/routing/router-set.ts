import type { Artifact } from '../domain/artifact.js';
import type { RouterCalibration } from '../domain/calibration/router-calibration.js';
import { decodeArtifact } from '../domain/artifact.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId, RouterId } from '../domain/ids.js';
import type { Catalogue } from '../domain/llm.js';
import type { Matrix } from '../domain/matrix.js';
import { row } from '../domain/matrix.js';
import type { NeighbourIndex } from '../index/neighbour-index.js';
import { calibratedRouter } from '../plugins/calibrated-router.js';
import type { AnyRouterPlugin, LoadedRouter, ReferenceSet, RouterDeps } from '../plugins/contract.js';
import type { RouterRegistry } from '../plugins/registry.js';
import type { Embedder } from '../tensor/embedder.js';
import type { EmbeddingService } from '../tensor/embedding-service.js';
import type { HeldOutSet } from './held-out.js';
import { decodeHeldOut } from './held-out.js';
import type { CostModel } from './expected-cost/cost-model.js';
import { loadCostModel } from './expected-cost/manifest.js';
import type { RouterSetManifest } from './ports.js';
import { decodeReferenceSet } from './reference-set.js';

/** A plugin with its loaded model. */
export interface ServingRouter {
  readonly id: RouterId;
  readonly plugin: AnyRouterPlugin;
  /** Its P̂ are calibrated where `calibration` is given. */
  readonly loaded: LoadedRouter;
  /** The same with P̂ as the router gives it, for evaluations; absent where that is `loaded`. */
  readonly uncalibrated?: LoadedRouter;
  /** Null where nothing was held out, and for a router that gives a preference. */
  readonly calibration: RouterCalibration | null;
  /** meta of its artifact: hyper-parameters and training figures. */
  readonly meta: Artifact['meta'];
}

/** One trained version in memory, immutable: a request holds one from start to end. */
export interface RouterSet {
  readonly manifest: RouterSetManifest;
  readonly embedder: Embedder;
  readonly embeddings: EmbeddingService;
  readonly reference: ReferenceSet;
  /** Null for a set that was trained on all queries. */
  readonly heldOut: HeldOutSet | null;
  readonly index: NeighbourIndex;
  readonly routers: ReadonlyMap<RouterId, ServingRouter>;
  readonly costs: CostModel;
  dispose(): Promise<void>;
}

/** How the parts are made; the composition root chooses. */
export interface RouterSetFactory {
  readonly plugins: RouterRegistry;
  readonly loadEmbedder: (artifact: Artifact) => Promise<Embedder>;
  readonly createEmbeddings: (embedder: Embedder) => EmbeddingService;
  /** [texts, dims] for LLM profiles; may find them where training left them. */
  readonly embedProfiles: (embedder: Embedder, texts: readonly string[]) => Promise<Matrix>;
  readonly buildIndex: (vectors: Matrix) => Promise<NeighbourIndex>;
  readonly loadRouter: (plugin: AnyRouterPlugin, artifact: Artifact, deps: RouterDeps) => Promise<LoadedRouter>;
}

/**
 * Loads a whole set or nothing. Throws ARTIFACT_CORRUPT, ARTIFACT_FOREIGN, EMBEDDER_MISMATCH, or UNKNOWN_ROUTER when
 * the set holds a router whose plugin is not installed.
 */
export async function loadRouterSet(
  manifest: RouterSetManifest,
  blob: (digest: string) => Promise<Uint8Array>,
  catalogue: Catalogue,
  factory: RouterSetFactory,
): Promise<RouterSet> {
  const read = async (what: string, digest: string) =>
    decodeArtifact(await blob(digest), `${what} of ${manifest.version}`);
  const embedder = await factory.loadEmbedder(await read('the embedder', manifest.embedder));
  try {
    return await loadWith(embedder, manifest, read, catalogue, factory);
  } catch (error) {
    await embedder[Symbol.asyncDispose]();
    throw error;
  }
}

/** The rest of a set around its embedder, which the set owns from then on. */
async function loadWith(
  embedder: Embedder,
  manifest: RouterSetManifest,
  read: (what: string, digest: string) => Promise<Artifact>,
  catalogue: Catalogue,
  factory: RouterSetFactory,
): Promise<RouterSet> {
  const embeddings = factory.createEmbeddings(embedder);
  const reference = decodeReferenceSet(await read('the reference set', manifest.reference));
  if (reference.vectors.cols !== embedder.dims) {
    throw new ThetaError(
      'EMBEDDER_MISMATCH',
      `Router set ${manifest.version} holds training vectors of ${reference.vectors.cols} dimensions; its embedder makes ${embedder.dims}.`,
      { hint: 'Train the set again with `theta train`.' },
    );
  }
  const heldOut = manifest.heldOut === null ? null : decodeHeldOut(await read('the held-out set', manifest.heldOut));
  const [index, profile] = await Promise.all([
    factory.buildIndex(reference.vectors),
    embedProfiles(catalogue, (texts) => factory.embedProfiles(embedder, texts)),
  ]);
  const costs = await loadCostModel(manifest, read, reference, index);
  const other = (id: string) => factory.plugins.get(id);
  const deps: RouterDeps = { embedderId: embedder.id, reference, index, profile, plugin: other };
  const routers = new Map<RouterId, ServingRouter>();
  for (const { id, digest, calibration = null } of manifest.routers) {
    const plugin = installed(factory.plugins, id, manifest);
    const artifact = await read(`router ${id}`, digest);
    const raw = await factory.loadRouter(plugin, artifact, deps);
    const shown = calibration
      ? { loaded: calibratedRouter(plugin, raw, calibration.map), uncalibrated: raw }
      : { loaded: raw };
    routers.set(id, { id, plugin, ...shown, calibration, meta: artifact.meta });
  }
  return {
    manifest,
    embedder,
    embeddings,
    reference,
    heldOut,
    index,
    routers,
    costs,
    async dispose() {
      for (const router of routers.values()) await router.loaded[Symbol.asyncDispose]();
      index[Symbol.dispose]();
      embeddings.dispose();
      await embedder[Symbol.asyncDispose]();
    },
  };
}

function installed(plugins: RouterRegistry, id: RouterId, manifest: RouterSetManifest): AnyRouterPlugin {
  if (plugins.has(id)) return plugins.get(id);
  throw new ThetaError(
    'UNKNOWN_ROUTER',
    `Router set ${manifest.version} holds router "${id}", which is not installed.`,
    {
      hint: `Name its package in THETA_PLUGINS. Installed: ${plugins.ids.join(', ')}.`,
    },
  );
}

/** Embeds the profile of every LLM of the catalogue once (paper 4.1). */
export async function embedProfiles(
  catalogue: Catalogue,
  embed: (texts: readonly string[]) => Promise<Matrix>,
): Promise<(llm: LlmId) => Float32Array | null> {
  const llms = [...catalogue.llms.values()].filter((llm) => llm.profile.trim() !== '');
  const vectors = await embed(llms.map((llm) => llm.profile));
  const rows = new Map(llms.map((llm, i) => [llm.id, row(vectors, i)]));
  return (llm) => rows.get(llm) ?? null;
}
