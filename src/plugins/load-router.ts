import type { Artifact } from '../domain/artifact.js';
import { ThetaError } from '../domain/errors.js';
import type { Matrix } from '../domain/matrix.js';
import type { AnyRouterPlugin, Candidates, Capability, LoadedRouter, QueryBatch, RouterDeps } from './contract.js';
import { FACETS } from './facets.js';
import { pluginInvalid } from './validate.js';

/**
 * Loads an artifact into a router whose every answer is checked again, in production too: a plugin's slip must surface as
 * PLUGIN_OUTPUT_INVALID, not as a decision made from NaN. Throws EMBEDDER_MISMATCH when the artifact was trained on
 * other vectors than `deps` brings, PLUGIN_INVALID when capabilities and facets differ; any use after disposal throws.
 */
export async function loadRouter(plugin: AnyRouterPlugin, artifact: Artifact, deps: RouterDeps): Promise<LoadedRouter> {
  checkEmbedder(plugin, artifact, deps);
  const inner = await plugin.load(artifact, deps);
  checkFacets(plugin, inner);
  let disposed = false;
  const alive = () => {
    if (disposed) throw new ThetaError('INTERNAL', `Router ${plugin.id} was used after it was disposed of.`);
  };
  const router: LoadedRouter = {
    llms: inner.llms,
    supports(llm) {
      alive();
      return inner.supports(llm);
    },
    async predict(queries, candidates, signal) {
      alive();
      return checkOutput(plugin, await inner.predict(queries, candidates, signal), queries, candidates);
    },
    async [Symbol.asyncDispose]() {
      if (disposed) return;
      disposed = true;
      await inner[Symbol.asyncDispose]();
    },
  };
  const facets = plugin.capabilities.map((c) => [c, guard(facetOf(inner, c), alive)] as const);
  return Object.freeze({ ...router, ...Object.fromEntries(facets) });
}

/** An artifact names its embedder in meta.embedderId; null says that the router does not look at vectors. */
function checkEmbedder(plugin: AnyRouterPlugin, artifact: Artifact, deps: RouterDeps): void {
  const trainedWith = artifact.meta['embedderId'];
  if (trainedWith === undefined) throw pluginInvalid(plugin.id, 'embedderId in the meta of its artifact', 'none');
  if (trainedWith === null || trainedWith === deps.embedderId) return;
  throw new ThetaError(
    'EMBEDDER_MISMATCH',
    `Router ${plugin.id} was trained with embedder ${JSON.stringify(trainedWith)}, the loaded one is ${JSON.stringify(deps.embedderId)}.`,
    { hint: 'Train the router set again with `theta train`, or load the embedder it was trained with.' },
  );
}

type AnyFacet = Readonly<Record<string, unknown>>;

const facetOf = (loaded: LoadedRouter, capability: string): AnyFacet | undefined =>
  (loaded as unknown as Record<string, AnyFacet | undefined>)[capability];

function checkFacets(plugin: AnyRouterPlugin, loaded: LoadedRouter): void {
  for (const [capability, members] of Object.entries(FACETS)) {
    const found = facetOf(loaded, capability);
    if (!plugin.capabilities.includes(capability as Capability)) {
      if (found) throw pluginInvalid(plugin.id, `capability ${capability} to be declared`, 'its facet without it');
      continue;
    }
    for (const [name, type] of Object.entries(members)) {
      if (typeof found?.[name] === type) continue;
      throw pluginInvalid(plugin.id, `${capability}.${name} to be a ${type}`, found ? typeof found[name] : 'no facet');
    }
  }
}

/** The facet with `alive` called before each of its functions. */
function guard(facet: AnyFacet | undefined, alive: () => void): AnyFacet {
  const entries = Object.entries(facet ?? {}).map(([name, member]) => {
    if (typeof member !== 'function') return [name, member] as const;
    const guarded = (...args: unknown[]): unknown => {
      alive();
      return (member as (...args: unknown[]) => unknown).apply(facet, args);
    };
    return [name, guarded] as const;
  });
  return Object.freeze(Object.fromEntries(entries));
}

function checkOutput(plugin: AnyRouterPlugin, out: Matrix, queries: QueryBatch, { llms }: Candidates): Matrix {
  const bad = (found: string) =>
    new ThetaError('PLUGIN_OUTPUT_INVALID', `Router ${plugin.id} should answer in [0, 1], got ${found}.`);
  const rows = queries.vectors.rows;
  if (out.rows !== rows || out.cols !== llms.length || out.data.length !== rows * llms.length) {
    throw new ThetaError(
      'PLUGIN_OUTPUT_INVALID',
      `Router ${plugin.id} should answer with ${rows} × ${llms.length} numbers, got ${out.rows} × ${out.cols} (${out.data.length}).`,
    );
  }
  for (let i = 0; i < out.data.length; i++) {
    const p = out.data[i] as number;
    // Written so that NaN fails too.
    if (!(p >= 0 && p <= 1)) throw bad(`${p} for ${llms[i % llms.length]}`);
  }
  return out;
}
