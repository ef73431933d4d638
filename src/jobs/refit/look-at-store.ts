import { ThetaError } from '../../domain/errors.js';
import type { VersionId } from '../../domain/ids.js';
import { eligiblePool } from '../../routing/candidates.js';
import type { RouterSetManifest } from '../../routing/ports.js';
import { expectSources } from '../sources.js';
import type { RefitQueries } from './data.js';
import { divideQueries } from './data.js';
import type { RefitDeps } from './refit-deps.js';
import { newResponses, seenBy } from './seen.js';
import type { RefitRequest } from './types.js';

/** What there is to train on and to compare on. */
export interface StoreLook {
  readonly serving: RouterSetManifest;
  readonly queries: RefitQueries;
  readonly newResponses: number;
}

type LookDeps = Pick<RefitDeps, 'routerSets' | 'responses' | 'catalogue' | 'refits'>;

/**
 * Reads the stored responses and counts what is new. Throws NO_ROUTER_SET, TRAINING_DATA_INSUFFICIENT, REFIT_HELD_OUT_INSUFFICIENT,
 * REFIT_NOTHING_NEW, and UNKNOWN_POOL or EMPTY_POOL where there is no default pool.
 */
export async function lookAtStore(
  { sources, heldOutShare, minResponses, trigger }: RefitRequest,
  deps: LookDeps,
): Promise<StoreLook> {
  const serving = await deps.routerSets.current();
  if (!serving) throw new ThetaError('NO_ROUTER_SET', 'The database holds no router set that serves.');
  await expectResponses(sources, deps);
  const stored = await deps.responses.matrix(sources.length > 0 ? sources : undefined);
  const queries = divideQueries(stored, eligiblePool(deps.catalogue(), {}).candidates.llms, heldOutShare);
  // A schedule would else make one candidate after another of the same responses where none is promoted.
  const before = trigger === 'SCHEDULE' ? await latestCandidate(deps) : null;
  const counts = await Promise.all(
    [serving, ...(before ? [before] : [])].map(async (manifest) =>
      newResponses(queries.train, await seenBy(manifest, (digest) => deps.routerSets.blob(digest))),
    ),
  );
  const fresh = Math.min(...counts);
  if (fresh < minResponses) throw nothingNew(fresh, minResponses, before?.version ?? serving.version);
  return { serving, queries, newResponses: counts[0] as number };
}

async function expectResponses(sources: readonly string[], { responses }: LookDeps): Promise<void> {
  if ((await responses.sources()).length > 0) return expectSources(sources, responses);
  throw new ThetaError(
    'TRAINING_DATA_INSUFFICIENT',
    'No responses are stored. The shipped router set comes without the texts and responses that it was trained on, so there is nothing to fit anew.',
    { hint: 'Import scored queries first: `theta import PATH`; docs/training.md says how.' },
  );
}

/** Of the newest refit that made one which is still stored. */
async function latestCandidate({ refits, routerSets }: LookDeps): Promise<RouterSetManifest | null> {
  const made = await refits.list(LOOKED_AT);
  const stored = new Map((await routerSets.list()).map((manifest) => [manifest.version, manifest]));
  const version = made.map(({ candidate }) => candidate).find((v): v is VersionId => v !== null && stored.has(v));
  return (version && stored.get(version)) ?? null;
}
const LOOKED_AT = 50;

const nothingNew = (fresh: number, wanted: number, version: VersionId): ThetaError =>
  new ThetaError(
    'REFIT_NOTHING_NEW',
    `${fresh} responses are new to version ${version}, apart from those on held-out queries; at least ${wanted} are wanted.`,
    { hint: 'Import more scored queries, or ask for a refit with 0 new responses to train on the same ones again.' },
  );
