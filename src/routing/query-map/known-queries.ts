import type { RouterId } from '../../domain/ids.js';
import type { ReferenceSet } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import { routersWith } from '../abilities/capable.js';
import { referenceDifficulty } from '../abilities/reference-predictions.js';
import type { RouterSet, ServingRouter } from '../router-set.js';
import { samplingOrder } from './sample.js';

/** What is looked up of the training queries of a reference set, made on first use and kept as long as that. */
export interface KnownQueries {
  readonly order: Uint32Array;
  readonly rowOf: ReadonlyMap<string, number>;
  /** The most frequent first, equally frequent ones by name. */
  readonly tasks: readonly { readonly task: string | null; readonly queries: number }[];
  /** [queries] place in `tasks` */
  readonly task: Uint16Array;
}

const kept = new WeakMap<ReferenceSet, KnownQueries>();

export function knownQueries(reference: ReferenceSet): KnownQueries {
  let known = kept.get(reference);
  if (!known) kept.set(reference, (known = read(reference)));
  return known;
}

function read({ responses: { queries } }: ReferenceSet): KnownQueries {
  const counts = new Map<string | null, number>();
  for (const { task } of queries) counts.set(task, (counts.get(task) ?? 0) + 1);
  const tasks = [...counts]
    .map(([task, count]) => ({ task, queries: count }))
    .sort((a, b) => b.queries - a.queries || ((a.task ?? '') < (b.task ?? '') ? -1 : 1));
  const place = new Map(tasks.map(({ task }, i) => [task, i]));
  return {
    order: samplingOrder(queries.length),
    rowOf: new Map(queries.map(({ id }, q) => [id, q])),
    tasks,
    task: Uint16Array.from(queries, ({ task }) => place.get(task) as number),
  };
}

/** [queries] clusters by the first router that keeps them; null where none does. */
export function clustersOf(set: RouterSet): { readonly router: RouterId; readonly of: ArrayLike<number> } | null {
  for (const { id, plugin, loaded } of routersWith(set, 'clusters')) {
    const of = facet(plugin, loaded, 'clusters')?.clusterOf;
    if (of) return { router: id, of };
  }
  return null;
}

/** How hard the training queries are by `wanted`, or by another router where it has no item parameters: [queries]. */
export async function difficultyBy(
  set: RouterSet,
  wanted: ServingRouter,
): Promise<{ readonly router: RouterId; readonly values: Float32Array } | null> {
  const able = routersWith(set, 'itemParameters');
  const router =
    able.find(({ id }) => id === wanted.id) ?? able.find(({ id }) => id === set.manifest.defaultRouter) ?? able[0];
  return router ? { router: router.id, values: await referenceDifficulty(router, set) } : null;
}
