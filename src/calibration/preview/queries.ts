import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import type { LlmId, PoolId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { Matrix } from '../../domain/matrix.js';
import type { QueryBatch } from '../../plugins/contract.js';
import { expectedSpend } from '../../routing/assignment/expected-spend.js';
import type { DecisionLog, DecisionRecord, DecisionRepository, QueryTextRepository } from '../../routing/ports.js';
import type { Snapshot } from '../../routing/snapshot.js';
import type { Caller } from '../../routing/types.js';
import { heldOutQueries } from './held-out-queries.js';
import { prepared } from './prepare.js';
import type { LlmPreview, PreviewRequest, PreviewSource } from './types.js';
import { DEFAULT_PREVIEW_LIMIT, PREVIEW_LIMIT } from './types.js';

/** What a preview looks at; row i of everything is query i. */
export interface PreviewQueries {
  readonly on: PreviewSource;
  readonly decisions: LlmPreview['decisions'];
  /** Of the logged decision, or of the held-out query. */
  readonly ids: readonly string[];
  /** Of a logged query, that of the nearest training query. */
  readonly tasks: readonly (string | null)[];
  /** α of each logged decision, null for one towards a target; null for held-out queries. */
  readonly alphas: readonly (number | null)[] | null;
  /** After warm-up. */
  readonly batch: QueryBatch;
  /** Expected cost of answers in USD, [queries, llms]. */
  spend(llms: readonly LlmId[], prices: ReadonlyMap<LlmId, Price>): Promise<Matrix>;
  /** Observed performance, [queries], NaN where there is none; null where none is known. */
  observed(llm: LlmId): Float32Array | null;
  /** Texts of some queries, by their place; null where none is stored. */
  texts(at: readonly number[]): Promise<readonly (string | null)[]>;
}

export interface PreviewQueryDeps {
  readonly decisions: Pick<DecisionRepository, 'count' | 'scan'>;
  readonly log: Pick<DecisionLog, 'flush'>;
  readonly texts: QueryTextRepository | null;
  /** k of the warm-up. */
  readonly warmUpNeighbours: number;
  /** λ; null takes the one of the router set. */
  readonly warmUpWeight: number | null;
}

export type QuerySource = Pick<Snapshot, 'set' | 'catalogue'>;

/** Below this a share is known to no better than ± 12 points. */
export const FEWEST_QUERIES = 50;
/** Decisions read at a time. */
const CHUNK = 500;

/**
 * Logged queries of the pool where enough of them have a text, else the held-out ones. Throws PAGE_INVALID, TRAINING_DATA_INSUFFICIENT
 * where there are neither, or CANCELLED.
 */
export async function previewQueries(
  request: PreviewRequest,
  pool: PoolId,
  source: QuerySource,
  deps: PreviewQueryDeps,
  caller: Caller,
): Promise<PreviewQueries> {
  const { heldOut } = source.set;
  const none = { matching: 0, examined: 0, withoutText: 0 };
  if (request.on === 'HELD_OUT') return heldOutQueries(heldOut ?? noneHeldOut(source), none, source, deps);
  const { worded, decisions } = await readLog(request, pool, deps, caller);
  if (worded.length >= FEWEST_QUERIES || (worded.length > 0 && !heldOut)) {
    return recentQueries(worded, decisions, source, deps, caller);
  }
  return heldOutQueries(heldOut ?? noneHeldOut(source), decisions, source, deps);
}

type Worded = DecisionRecord & { readonly query: string };

async function readLog(
  { from, to, tag, limit = DEFAULT_PREVIEW_LIMIT }: PreviewRequest,
  pool: PoolId,
  { decisions, log }: PreviewQueryDeps,
  { signal }: Caller,
) {
  checkLimit(limit);
  const filter = { pool, from, to, tag };
  await log.flush();
  const matching = await decisions.count(filter);
  const records: DecisionRecord[] = [];
  while (records.length < limit) {
    throwIfAborted(signal);
    const some = await decisions.scan(filter, Math.min(CHUNK, limit - records.length), records.at(-1)?.id);
    if (some.length === 0) break;
    records.push(...some);
  }
  const worded = records.filter((record): record is Worded => record.query !== null);
  const withoutText = records.length - worded.length;
  return { worded, decisions: { matching, examined: records.length, withoutText } };
}

async function recentQueries(
  records: readonly Worded[],
  decisions: LlmPreview['decisions'],
  source: QuerySource,
  deps: PreviewQueryDeps,
  caller: Caller,
): Promise<PreviewQueries> {
  const { set } = source;
  const texts = records.map(({ query }) => query);
  const { batch, vectors, nearest } = await prepared(texts, (t) => set.embeddings.embed(t, caller), source, deps);
  return {
    on: 'RECENT',
    decisions,
    ids: records.map(({ id }) => id),
    tasks: nearest.map((row) => set.reference.responses.queries[row]?.task ?? null),
    alphas: records.map(({ alpha, target }) => (target ? null : alpha)),
    batch,
    spend: (llms, prices) => expectedSpend(texts, { prices }, vectors, llms, source),
    observed: () => null,
    texts: async (at) => at.map((q) => texts[q] as string),
  };
}

function noneHeldOut({ set }: QuerySource): never {
  throw new ThetaError(
    'TRAINING_DATA_INSUFFICIENT',
    `Version ${set.manifest.version} kept no queries aside, and no logged decision that fits has a text.`,
    { hint: 'Train with THETA_HELD_OUT_SHARE above 0, or route some queries with THETA_STORE_QUERIES=full.' },
  );
}

function checkLimit(limit: number): void {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= PREVIEW_LIMIT) return;
  throw new ThetaError('PAGE_INVALID', `limit must be from 1 to ${PREVIEW_LIMIT}, got ${limit}.`);
}
