import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Catalogue } from '../../domain/llm.js';
import { analysisInput } from '../abilities/analysis-input.js';
import { chooser } from '../abilities/routing-analysis.js';
import type { RouterSet, ServingRouter } from '../router-set.js';
import { findRouter } from '../route-request.js';
import type { KnownQueries } from './known-queries.js';
import { clustersOf, difficultyBy, knownQueries } from './known-queries.js';
import type { MapLayout } from './layouts.js';
import type { MapChoices, QueryMap, QueryMapRequest } from './types.js';

export const DEFAULT_POINTS = 4000;
export const MOST_POINTS = 20_000;

/** What the parts of a map are asked with. */
export interface MapSource {
  readonly set: RouterSet;
  readonly catalogue: Catalogue;
  readonly defaultAlpha: number;
}

/** A sample of the queries that fit the request, with their columns. Throws as QueryMapService.map(). */
export function mapOf(request: QueryMapRequest, { layout, state }: MapLayout, source: MapSource): QueryMap {
  const { set } = source;
  const router = findRouter(set, request.router ?? set.manifest.defaultRouter);
  const known = knownQueries(set.reference);
  const clusters = clustersOf(set);
  const fits = fitting(request, known, clusters?.of ?? null);
  const fitted = known.order.filter(fits);
  // In the order of the training data, so that a map says nothing by its order.
  const rows = fitted.slice(0, checkLimit(request.limit ?? DEFAULT_POINTS)).sort();
  const { data } = layout.places;
  const { queries } = set.reference.responses;
  return {
    version: set.manifest.version,
    method: layout.method,
    state,
    trustworthiness: layout.trustworthiness,
    queries: fitted.length,
    ids: Array.from(rows, (q) => queries[q]?.id as string),
    x: Float32Array.from(rows, (q) => data[2 * q] as number),
    y: Float32Array.from(rows, (q) => data[2 * q + 1] as number),
    tasks: known.tasks,
    task: Uint16Array.from(rows, (q) => known.task[q] as number),
    clusters: clusters && {
      router: clusters.router,
      numbers: Int32Array.from(rows, (q) => clusters.of[q] as number),
    },
    async difficulty() {
      const all = await difficultyBy(set, router);
      return all && { router: all.router, values: Float32Array.from(rows, (q) => all.values[q] as number) };
    },
    choices: () => choicesOf(rows, router, request, source),
  };
}

function checkLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_POINTS) return limit;
  throw new ThetaError('PAGE_INVALID', `limit must be from 1 to ${MOST_POINTS}, got ${limit}.`);
}

function fitting(
  { task, cluster }: QueryMapRequest,
  known: KnownQueries,
  clusterOf: ArrayLike<number> | null,
): (q: number) => boolean {
  const wanted = task === undefined ? null : known.tasks.findIndex((one) => one.task === task);
  if (wanted === -1) {
    const named = known.tasks.flatMap((one) => one.task ?? []).slice(0, 10);
    throw new ThetaError('BAD_USER_INPUT', `No training query has the task "${task}".`, {
      hint:
        named.length > 0
          ? `Tasks, the most frequent first: ${named.join(', ')}.`
          : 'The training queries name no task.',
    });
  }
  if (cluster !== undefined && !(clusterOf && Array.prototype.includes.call(clusterOf, cluster))) {
    throw new ThetaError('BAD_USER_INPUT', `No training query is in a cluster ${cluster}.`, {
      hint: clusterOf ? 'The query `clusters { id size }` lists them.' : 'No router of this version keeps clusters.',
    });
  }
  return (q) => (wanted === null || known.task[q] === wanted) && (cluster === undefined || clusterOf?.[q] === cluster);
}

async function choicesOf(
  rows: Uint32Array,
  router: ServingRouter,
  request: QueryMapRequest,
  { set, catalogue, defaultAlpha }: MapSource,
): Promise<MapChoices> {
  const alpha = request.alpha ?? defaultAlpha;
  const { input, pool } = await analysisInput(set, catalogue, router, { alpha, pool: request.pool });
  const { llms } = input.candidates;
  const choose = chooser(input);
  const chosen = Uint16Array.from(rows, choose);
  const counts = new Uint32Array(llms.length);
  for (const j of chosen) counts[j] = (counts[j] as number) + 1;
  const order = [...counts.keys()]
    .filter((j) => (counts[j] as number) > 0)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  const place = new Map(order.map((j, i) => [j, i]));
  return {
    router: router.id,
    alpha,
    pool,
    llms: order.map((j) => ({ llm: llms[j] as LlmId, queries: counts[j] as number })),
    llm: chosen.map((j) => place.get(j) as number),
  };
}
