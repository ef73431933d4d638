import type { Artifact } from '../domain/artifact.js';
import { decodeArtifact } from '../domain/artifact.js';
import { ThetaError } from '../domain/errors.js';
import type { Evidence } from '../domain/evidence.js';
import { noEvidence } from '../domain/evidence.js';
import type { LlmId, RouterId } from '../domain/ids.js';
import type { Catalogue } from '../domain/llm.js';
import type { Matrix } from '../domain/matrix.js';
import { row } from '../domain/matrix.js';
import type { AnyRouterPlugin, LoadedRouter, RouterDeps } from '../plugins/contract.js';
import type { RouterRegistry } from '../plugins/registry.js';
import { catalogueView } from './catalogue-view.js';
import { decodeEvidence } from './evidence-artifact.js';
import { factsOf } from './llm-facts.js';
import type { RouterSetManifest } from './ports.js';
import type { ServingRouter } from './serving-router.js';
import { servingRouter } from './serving-router.js';
import type { PartsFactory, ReadArtifact, SetParts } from './set-parts.js';
import { loadParts, samePartsAs } from './set-parts.js';

export type { ServingRouter };

/** One trained version in memory, immutable: a request holds one from start to end. */
export interface RouterSet extends Pick<
  SetParts,
  'embedder' | 'embeddings' | 'reference' | 'heldOut' | 'index' | 'costs'
> {
  readonly manifest: RouterSetManifest;
  readonly routers: ReadonlyMap<RouterId, ServingRouter>;
  /** What is known of LLMs beyond the training responses; empty where nothing is. */
  readonly evidence: Evidence;
  /** What another version may share; absent in a set that was put together by hand. */
  readonly parts?: SetParts;
  /** The `catalogueView` that its routers were loaded with; absent in a set that was put together by hand. */
  readonly view?: string;
  dispose(): Promise<void>;
}

export interface RouterSetFactory extends PartsFactory {
  readonly plugins: RouterRegistry;
  readonly loadRouter: (plugin: AnyRouterPlugin, artifact: Artifact, deps: RouterDeps) => Promise<LoadedRouter>;
}

/**
 * Loads a whole set or nothing. What it has in common with `like`, a set in memory, is shared with it: then only routers are loaded, and
 * `like` may be disposed of at any time. Throws ARTIFACT_CORRUPT, ARTIFACT_FOREIGN, EMBEDDER_MISMATCH, or UNKNOWN_ROUTER when the set holds
 * a router whose plugin is not installed.
 */
export async function loadRouterSet(
  manifest: RouterSetManifest,
  blob: (digest: string) => Promise<Uint8Array>,
  catalogue: Catalogue,
  factory: RouterSetFactory,
  like: RouterSet | null = null,
): Promise<RouterSet> {
  const read = async (what: string, digest: string) =>
    decodeArtifact(await blob(digest), `${what} of ${manifest.version}`);
  const shared = like?.parts && samePartsAs(manifest, like.manifest) ? like.parts : null;
  shared?.retain();
  const parts = shared ?? (await loadParts(manifest, read, factory));
  try {
    return await loadWith(parts, manifest, read, catalogue, factory);
  } catch (error) {
    await parts.release();
    throw error;
  }
}

/** The routers of a set over its parts, which it holds from then on. */
async function loadWith(
  parts: SetParts,
  manifest: RouterSetManifest,
  read: ReadArtifact,
  catalogue: Catalogue,
  factory: RouterSetFactory,
): Promise<RouterSet> {
  const { embedder, embeddings, reference, heldOut, index, costs } = parts;
  const evidence =
    manifest.evidence === null
      ? noEvidence(embedder.dims)
      : decodeEvidence(await read('the evidence', manifest.evidence));
  const deps: RouterDeps = {
    embedderId: embedder.id,
    reference,
    index,
    profile: await embedProfiles(catalogue, (texts) => parts.profiles(texts)),
    plugin: (id: string) => factory.plugins.get(id),
    evidence,
    facts: factsOf(catalogue),
    catalogue: [...catalogue.llms.keys()],
  };
  const routers = new Map<RouterId, ServingRouter>();
  for (const { id, digest, calibration = null } of manifest.routers) {
    const plugin = installed(factory.plugins, id, manifest);
    const artifact = parts.artifacts.get(digest) ?? (await read(`router ${id}`, digest));
    parts.artifacts.set(digest, artifact);
    const trained = await factory.loadRouter(plugin, artifact, deps);
    routers.set(id, await servingRouter(plugin, trained, deps, calibration, artifact.meta));
  }
  return {
    manifest,
    embedder,
    embeddings,
    reference,
    heldOut,
    index,
    costs,
    routers,
    evidence,
    parts,
    view: catalogueView(catalogue),
    async dispose() {
      for (const router of routers.values()) await router.loaded[Symbol.asyncDispose]();
      await parts.release();
    },
  };
}

/** Whether a set in memory is what loading this version would give. */
export const isLoaded = (set: RouterSet, { version }: RouterSetManifest, catalogue: Catalogue): boolean =>
  set.manifest.version === version && set.view === catalogueView(catalogue);

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

/** Embeds the profile of every LLM of the catalogue (paper 4.1); null for an LLM without one. */
export async function embedProfiles(
  catalogue: Catalogue,
  embed: (texts: readonly string[]) => Promise<Matrix>,
): Promise<(llm: LlmId) => Float32Array | null> {
  const llms = [...catalogue.llms.values()].filter((llm) => llm.profile.trim() !== '');
  const vectors = await embed(llms.map((llm) => llm.profile));
  const rows = new Map(llms.map((llm, i) => [llm.id, row(vectors, i)]));
  return (llm) => rows.get(llm) ?? null;
}
