import type { Clock } from '../domain/clock.js';
import { decide } from './decision.js';
import { deviationsOf } from './deviations.js';
import { ownSimilarities } from './explain/support.js';
import type { ExplorationSettings } from './exploration.js';
import type { Matrix } from '../domain/matrix.js';
import { rowMatrix } from './neighbours.js';
import type { QueryTextRepository } from './ports.js';
import type { PrepareDeps, PreparedQueries } from './query-batch.js';
import { prepareQueries, takeBatch } from './query-batch.js';
import { refusalOf, toRefusal } from './refusals.js';
import type { ResolvedRequest } from './route-request.js';
import type { Snapshot } from './snapshot.js';
import type { Aim } from './targets/aim.js';
import { aimByAlpha, aimOf } from './targets/aim.js';
import type { Caller, RouteRefusal, RouteResult } from './types.js';

export interface RouteManyDeps {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly warmUpNeighbours: number;
  readonly texts: QueryTextRepository | null;
  readonly caller: Caller;
  /** Null for enquiries, which are not traffic and never explore. */
  readonly exploration: ExplorationSettings | null;
  /** False for enquiries, which ask for the router's own choice. */
  readonly abstains: boolean;
}

/** Requests that share one prediction; `at` is their place in the caller's list. */
interface Group {
  readonly requests: ResolvedRequest[];
  readonly at: number[];
}

/** Decides for all of `resolved`; an item that is a refusal already is handed through. Same order, same length. */
export async function decideMany(
  resolved: readonly (ResolvedRequest | RouteRefusal)[],
  snapshot: Snapshot,
  deps: RouteManyDeps,
): Promise<RouteResult[]> {
  const results = new Array<RouteResult>(resolved.length);
  const groups = new Map<unknown, Map<string, Group>>();
  resolved.forEach((item, at) => {
    const refusal = 'kind' in item ? item : refusalOf(item);
    if (refusal) results[at] = refusal;
    else addToGroup(groups, item as ResolvedRequest, at);
  });
  const all = [...groups.values()].flatMap((byRouter) => [...byRouter.values()]);
  const texts = prepareByWeight(all, snapshot, deps);
  await Promise.all(all.map((group) => decideGroup(group, texts, snapshot, deps, results)));
  return results;
}

/** Grouped by the candidates object (shared per snapshot or per call), then by router and λ; who was left out may differ. */
function addToGroup(groups: Map<unknown, Map<string, Group>>, item: ResolvedRequest, at: number): void {
  let byRouter = groups.get(item.pool.candidates);
  if (!byRouter) groups.set(item.pool.candidates, (byRouter = new Map<string, Group>()));
  const key = `${item.router.id} ${item.warmUpWeight}`;
  let group = byRouter.get(key);
  if (!group) byRouter.set(key, (group = { requests: [], at: [] }));
  group.requests.push(item);
  group.at.push(at);
}

/** The distinct texts that want one λ, with their vectors on the way. */
interface PreparedTexts {
  readonly rowOf: ReadonlyMap<string, number>;
  readonly prepared: Promise<PreparedQueries>;
}

/** Every distinct text is embedded and warmed up once per λ, however many routers ask for it. */
function prepareByWeight(
  groups: readonly Group[],
  snapshot: Snapshot,
  deps: RouteManyDeps,
): Map<number, PreparedTexts> {
  const rowsByWeight = new Map<number, Map<string, number>>();
  const looked = new Set<number>();
  for (const { requests } of groups) {
    for (const { warmUpWeight, request, abstention } of requests) {
      if (abstention && deps.abstains) looked.add(warmUpWeight);
      let rows = rowsByWeight.get(warmUpWeight);
      if (!rows) rowsByWeight.set(warmUpWeight, (rows = new Map<string, number>()));
      if (!rows.has(request.query)) rows.set(request.query, rows.size);
    }
  }
  const prepareDeps = prepareDepsOf(snapshot, deps);
  const prepare = (rowOf: Map<string, number>, weight: number) => ({
    rowOf,
    prepared: prepareQueries([...rowOf.keys()], weight, deps.warmUpNeighbours, prepareDeps, looked.has(weight)),
  });
  return new Map([...rowsByWeight].map(([weight, rowOf]) => [weight, prepare(rowOf, weight)]));
}

const prepareDepsOf = ({ set }: Snapshot, { clock, caller }: RouteManyDeps): PrepareDeps => ({
  embed: (texts) => set.embeddings.embed(texts, caller),
  index: set.index,
  reference: set.reference,
  monotonic: () => clock.monotonic(),
});

const aimOrRefusal = (
  request: ResolvedRequest,
  snapshot: Snapshot,
  vector: Matrix,
  { warmUpNeighbours }: RouteManyDeps,
): Promise<Aim | RouteRefusal> =>
  aimOf(request, snapshot, vector, warmUpNeighbours).catch((thrown: unknown) => ({
    ...toRefusal(thrown),
    excluded: request.pool.excluded,
  }));

async function decideGroup(
  group: Group,
  texts: Map<number, PreparedTexts>,
  snapshot: Snapshot,
  deps: RouteManyDeps,
  results: RouteResult[],
): Promise<void> {
  const { clock } = deps;
  const start = clock.monotonic();
  const first = group.requests[0] as ResolvedRequest;
  const shared = texts.get(first.warmUpWeight) as PreparedTexts;
  const prepared = await shared.prepared;
  const rows = group.requests.map(({ request }) => shared.rowOf.get(request.query) as number);
  const before = clock.monotonic();
  const predicted = await first.router.loaded.predict(takeBatch(prepared.batch, rows), first.pool.candidates);
  const deviations = await deviationsOf(first.router, takeBatch(prepared.batch, rows), first.pool.candidates);
  const predictMs = (clock.monotonic() - before) / rows.length;
  const embedMs = prepared.embedMs / shared.rowOf.size;
  const neighboursMs = prepared.neighboursMs / shared.rowOf.size;
  const timing = { embedMs, neighboursMs, predictMs, totalMs: clock.monotonic() - start };
  const prepare = (texts: readonly string[]) =>
    prepareQueries(texts, first.warmUpWeight, deps.warmUpNeighbours, prepareDepsOf(snapshot, deps));
  // Most groups have no target and do not wait.
  const aims: readonly (Aim | RouteRefusal)[] = group.requests.some(({ target }) => target)
    ? await Promise.all(
        group.requests.map((request, i) =>
          aimOrRefusal(request, snapshot, rowMatrix(prepared.vectors, rows[i] as number), deps),
        ),
      )
    : group.requests.map(aimByAlpha);
  const abstains = deps.abstains && group.requests.some(({ abstention }) => abstention);
  const own = abstains ? await ownSimilarities(snapshot.set) : null;
  const source = {
    snapshot,
    prepared,
    predicted,
    deviations,
    texts: deps.texts,
    prepare,
    exploration: deps.exploration,
    own,
  };
  const createdAt = clock.now();
  group.requests.forEach((request, i) => {
    const stamp = { id: deps.newId(), createdAt, timing };
    const aim = aims[i] as Aim | RouteRefusal;
    results[group.at[i] as number] =
      'kind' in aim ? aim : decide(request, aim, { prepared: rows[i] as number, predicted: i }, source, stamp);
  });
}
