import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import type { LlmId, PoolId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { Matrix } from '../../domain/matrix.js';
import { densePerformance } from '../../domain/responses.js';
import type { QueryBatch } from '../../plugins/contract.js';
import { expectedSpend, heldOutSpend } from '../../routing/assignment/expected-spend.js';
import type { HeldOutSet } from '../../routing/held-out.js';
import type { DecisionLog, DecisionRecord, DecisionRepository, QueryTextRepository } from '../../routing/ports.js';
import { prepareQueries } from '../../routing/query-batch.js';
import type { Snapshot } from '../../routing/snapshot.js';
import type { Caller } from '../../routing/types.js';
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
  readonly decisions: Pick<DecisionRepository, 'page' | 'scan'>;
  readonly log: Pick<DecisionLog, 'flush'>;
  readonly texts: QueryTextRepository | null;
  /** k of the warm-up. */
  readonly warmUpNeighbours: number;
  /** λ; null takes the one of the router set. */
  readonly warmUpWeight: number | null;
}

type Source = Pick<Snapshot, 'set' | 'catalogue'>;

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
  source: Source,
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
  const { totalCount: matching } = await decisions.page(filter, 0);
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
  source: Source,
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

async function heldOutQueries(
  heldOut: HeldOutSet,
  decisions: LlmPreview['decisions'],
  source: Source,
  deps: PreviewQueryDeps,
): Promise<PreviewQueries> {
  const { queries, llms } = heldOut.responses;
  const ids = queries.map(({ id }) => id);
  // The ids, which are the keys of their texts, stand for texts that are not stored.
  const { vectors } = heldOut;
  const { batch } = await prepared(ids, async () => vectors, source, deps);
  const observed = densePerformance(heldOut.responses);
  return {
    on: 'HELD_OUT',
    decisions,
    ids,
    tasks: queries.map(({ task }) => task),
    alphas: null,
    batch: { vectors: batch.vectors, keys: ids },
    spend: (who, prices) => heldOutSpend(heldOut, { prices }, who, source),
    observed(llm) {
      const j = llms.indexOf(llm);
      return j < 0 ? null : Float32Array.from(ids, (_, q) => observed.data[q * observed.cols + j] as number);
    },
    async texts(at) {
      const stored = await deps.texts?.texts(at.map((q) => ids[q] as string));
      return at.map((q) => stored?.get(ids[q] as string) ?? queries[q]?.text ?? null);
    },
  };
}

/** Embedded and warmed up as requests are, with the row of the nearest training query of each, −1 for none. */
async function prepared(
  texts: readonly string[],
  embed: (texts: readonly string[]) => Promise<Matrix>,
  { set }: Source,
  { warmUpNeighbours, warmUpWeight }: PreviewQueryDeps,
) {
  const weight = warmUpWeight ?? set.manifest.warmUpWeight;
  const { batch, vectors, neighbours } = await prepareQueries(
    texts,
    weight,
    warmUpNeighbours,
    { embed, index: set.index, reference: set.reference, monotonic: () => 0 },
    true,
  );
  const nearest = texts.map((_, q) => neighbours?.ids[q * neighbours.k] ?? -1);
  return { batch, vectors, nearest };
}

function noneHeldOut({ set }: Source): never {
  throw new ThetaError(
    'TRAINING_DATA_INSUFFICIENT',
    `Version ${set.manifest.version} kept no queries aside, and no logged decision that fits has a text.`,
    { hint: 'Train with THETA_HELD_OUT_SHARE above 0, or route some queries with THETA_STORE_QUERIES on.' },
  );
}

function checkLimit(limit: number): void {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= PREVIEW_LIMIT) return;
  throw new ThetaError('PAGE_INVALID', `limit must be from 1 to ${PREVIEW_LIMIT}, got ${limit}.`);
}
