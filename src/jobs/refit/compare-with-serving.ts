import type { LlmId, RouterId } from '../../domain/ids.js';
import { textDigest } from '../../domain/text-digest.js';
import type { EligiblePool } from '../../routing/candidates.js';
import type { RouterSetManifest } from '../../routing/ports.js';
import { digestsOf } from '../../routing/ports.js';
import { LEXICAL_KIND } from '../../tensor/embedders/lexical/index.js';
import type { Watch } from '../worker-messages.js';
import type { VersionComparison } from './comparison-task.js';
import type { RefitQueries } from './data.js';
import { comparisonData } from './data.js';
import type { RefitDeps } from './refit-deps.js';
import type { Findings } from './rule.js';
import { evidenceQueries, seenBy } from './seen.js';
import { REFIT_RESAMPLES } from './settings.js';
import type { RefitReport, RefitRequest } from './types.js';

export interface VersionsToCompare {
  readonly serving: RouterSetManifest;
  readonly candidate: RouterSetManifest;
  readonly queries: RefitQueries;
  readonly newResponses: number;
  readonly pool: EligiblePool;
  readonly seed: number;
}

export interface Compared extends Findings, Pick<RefitReport, 'gainedLlms' | 'costSource'> {}

/** What both versions choose on the held-out queries, and what that brings. Throws what loading and predicting throw, and CANCELLED. */
export async function compareWithServing(
  { serving, candidate, queries, newResponses, pool, seed }: VersionsToCompare,
  { alpha, rule }: Pick<RefitRequest, 'alpha' | 'rule'>,
  deps: RefitDeps,
  watch: Watch,
): Promise<Compared> {
  const blob = (digest: string) => deps.routerSets.blob(digest);
  const seen = await seenBy(serving, blob);
  const known = await evidenceQueries(candidate, blob);
  const { test, data } = comparisonData(queries, seen.queries, known, rule.minQueries);
  const { llms, cost } = pool.candidates;
  const digests = new Set([...digestsOf(serving), ...digestsOf(candidate)]);
  const blobs = new Map(await Promise.all([...digests].map(async (digest) => [digest, await blob(digest)] as const)));
  const found: VersionComparison = await deps.compare(
    {
      serving,
      candidate,
      blobs,
      test,
      cost: Float32Array.from(test.llms, (llm) => cost[llms.indexOf(llm)] as number),
      pool: llms,
      alpha,
      resamples: REFIT_RESAMPLES,
      seed,
      catalogue: deps.catalogue(),
      plugins: deps.externalPlugins,
      index: deps.index,
      embedders: deps.embedders,
      vectors: await storedVectors([serving, candidate], test, deps),
      warmUpNeighbours: deps.warmUpNeighbours,
    },
    watch,
  );
  const counted = countedRouters(serving, rule.routers);
  const { supported } = found;
  const answeredBy = (of: ReadonlyMap<RouterId, readonly LlmId[]>, router: RouterId) => of.get(router) ?? [];
  const without = (a: VersionComparison['supported']['serving'], b: VersionComparison['supported']['serving']) =>
    llms.filter((llm) =>
      counted.some((router) => answeredBy(a, router).includes(llm) && !answeredBy(b, router).includes(llm)),
    );
  return {
    data: { ...data, newResponses },
    costSource: found.costSource,
    routers: found.routers.map((router) => ({ ...router, counts: counted.includes(router.router) })),
    missing: missingRouters(serving, candidate),
    lostLlms: without(supported.serving, supported.candidate),
    gainedLlms: without(supported.candidate, supported.serving),
    defaultRouter: { serving: serving.defaultRouter, candidate: candidate.defaultRouter },
  };
}

const countedRouters = (
  { defaultRouter, routers }: RouterSetManifest,
  which: RefitRequest['rule']['routers'],
): readonly RouterId[] => (which === 'default' ? [defaultRouter] : routers.map(({ id }) => id));

function missingRouters(serving: RouterSetManifest, candidate: RouterSetManifest): RefitReport['missing'] {
  const leftOut = (candidate.summary['leftOut'] ?? {}) as Readonly<Record<string, string>>;
  return serving.routers
    .filter(({ id }) => !candidate.routers.some((router) => router.id === id))
    .map(({ id }) => ({ router: id, reason: leftOut[id] ?? null }));
}

/** Vectors of the test queries and of the profiles that are kept; of an embedder learned from queries there are none. */
async function storedVectors(
  manifests: readonly RouterSetManifest[],
  { queries }: RefitQueries['choice'],
  { embedderSource, catalogue }: RefitDeps,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Float32Array>>> {
  const profiles = [...catalogue().llms.values()].map(({ profile }) => profile);
  const digests = [...queries.map(({ text }) => text ?? ''), ...profiles].map(textDigest);
  const found = new Map<string, ReadonlyMap<string, Float32Array>>();
  for (const { summary } of manifests) {
    const { id, kind } = (summary['embedder'] ?? {}) as { readonly id?: string; readonly kind?: string };
    if (id === undefined || kind === LEXICAL_KIND || found.has(id)) continue;
    found.set(id, await embedderSource.vectors.get(id, digests));
  }
  return found;
}
