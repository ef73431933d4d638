import { ThetaError } from '../domain/errors.js';
import type { Matrix } from '../domain/matrix.js';
import { row } from '../domain/matrix.js';
import { remembered } from '../domain/remembered.js';
import type { Candidates, ItemParameters, QueryBatch } from '../plugins/contract.js';
import { facet } from '../plugins/contract.js';
import { referenceMeans } from './abilities/reference-predictions.js';
import { describeNeighbours } from './neighbours.js';
import type { QueryTextRepository } from './ports.js';
import { prepareQueries } from './query-batch.js';
import type { RouterSet, ServingRouter } from './router-set.js';
import type { Snapshot } from './snapshot.js';
import type { Caller, QueryProfile } from './types.js';

/** a, b, difficulty percentile and neighbours of a text. Throws UNSUPPORTED_POOL for a router without item parameters. */
export async function describeQuery(
  text: string,
  router: ServingRouter,
  snapshot: Snapshot,
  texts: QueryTextRepository | null,
  options: {
    readonly warmUpWeight: number;
    readonly warmUpNeighbours: number;
    readonly monotonic: () => number;
    readonly caller: Caller;
  },
): Promise<QueryProfile> {
  const { set } = snapshot;
  const items = facet(router.plugin, router.loaded, 'itemParameters');
  if (!items) {
    throw new ThetaError('UNSUPPORTED_POOL', `Router ${router.id} has no discrimination and difficulty to show.`, {
      hint: 'Ask a router with the capability itemParameters: `routers { id capabilities }`.',
    });
  }
  const prepared = await prepareQueries([text], options.warmUpWeight, options.warmUpNeighbours, {
    embed: (t) => set.embeddings.embed(t, options.caller),
    index: set.index,
    reference: set.reference,
    monotonic: options.monotonic,
  });
  const found = prepared.neighbours ?? (await set.index.search(prepared.vectors, options.warmUpNeighbours));
  const [item] = (await items.describeItems(prepared.batch)) as [ItemParameters];
  return {
    query: text,
    router: router.id,
    version: set.manifest.version,
    form: item.form,
    discrimination: item.discrimination,
    difficulty: item.difficulty,
    relevance: item.relevance ?? null,
    dimensions: facet(router.plugin, router.loaded, 'abilities')?.abilityNames ?? null,
    difficultyPercentile: (await difficultyPercentile(router, set, prepared.batch)) as number,
    neighbours: await describeNeighbours(found, 0, set.reference, texts),
  };
}

/**
 * Share of training queries that are easier than the first of `batch`, in [0, 1]: whose mean P̂ over the router's LLMs is
 * higher. Null for a router without item parameters.
 */
export async function difficultyPercentile(
  router: ServingRouter,
  set: RouterSet,
  batch: QueryBatch,
): Promise<number | null> {
  if (!facet(router.plugin, router.loaded, 'itemParameters')) return null;
  const mean = meanOf(await router.loaded.predict(batch, allLlms(router)), 0);
  return shareAbove(await sortedMeans(router, set), mean);
}

const allLlms = (router: ServingRouter): Candidates => ({
  llms: router.loaded.llms,
  cost: new Float32Array(router.loaded.llms.length),
});

/** Per router: mean P̂ of its LLMs on every training query, ascending. Asked for seldom, so computed on first use. */
const means = new WeakMap<ServingRouter, Promise<Float32Array>>();

function sortedMeans(router: ServingRouter, set: RouterSet): Promise<Float32Array> {
  return remembered(means, router, async () => (await referenceMeans(router, set)).sort());
}

function meanOf(m: Matrix, r: number): number {
  let sum = 0;
  for (const p of row(m, r)) sum += p;
  return m.cols > 0 ? sum / m.cols : 0;
}

/** Share of the ascending values that are above x: those queries are easier. */
function shareAbove(ascending: Float32Array, x: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) > x) high = middle;
    else low = middle + 1;
  }
  return ascending.length > 0 ? (ascending.length - low) / ascending.length : 0;
}
