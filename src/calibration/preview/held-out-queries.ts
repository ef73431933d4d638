import type { LlmId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { Matrix } from '../../domain/matrix.js';
import { densePerformance } from '../../domain/responses.js';
import type { QueryBatch } from '../../plugins/contract.js';
import { heldOutSpend } from '../../routing/assignment/expected-spend.js';
import type { HeldOutSet } from '../../routing/held-out.js';
import { columnOf, fromColumns } from './predict.js';
import { prepared } from './prepare.js';
import type { PreviewQueries, PreviewQueryDeps, QuerySource } from './queries.js';

/** What is worked out of held-out queries whatever LLM is looked at. */
interface Kept {
  /** By λ and k of the warm-up. */
  readonly batches: Map<string, Promise<QueryBatch>>;
  /** [queries] expected cost of answers in USD, by LLM and price. */
  readonly spend: Map<string, Float32Array>;
}

const kept = new WeakMap<HeldOutSet, Kept>();
/** Columns of LLMs at prices; 8 KB each for 2,000 queries. */
const MOST_COLUMNS = 500;

/** The queries that training kept aside. Versions that share them share what was worked out. */
export async function heldOutQueries(
  heldOut: HeldOutSet,
  decisions: PreviewQueries['decisions'],
  source: QuerySource,
  deps: PreviewQueryDeps,
): Promise<PreviewQueries> {
  const { queries, llms } = heldOut.responses;
  const ids = queries.map(({ id }) => id);
  let own = kept.get(heldOut);
  if (!own)
    kept.set(
      heldOut,
      (own = { batches: new Map<string, Promise<QueryBatch>>(), spend: new Map<string, Float32Array>() }),
    );
  const { spend } = own;
  const observed = densePerformance(heldOut.responses);
  return {
    on: 'HELD_OUT',
    decisions,
    ids,
    tasks: queries.map(({ task }) => task),
    alphas: null,
    batch: await batchOf(own.batches, heldOut, source, deps),
    spend: (who, prices) => spendOf(who, prices, spend, heldOut, source),
    observed(llm) {
      const j = llms.indexOf(llm);
      return j < 0 ? null : columnOf(observed, j);
    },
    async texts(at) {
      const stored = await deps.texts?.texts(at.map((q) => ids[q] as string));
      return at.map((q) => stored?.get(ids[q] as string) ?? queries[q]?.text ?? null);
    },
  };
}

function batchOf(
  batches: Kept['batches'],
  { vectors, responses }: HeldOutSet,
  source: QuerySource,
  deps: PreviewQueryDeps,
): Promise<QueryBatch> {
  const key = `${deps.warmUpWeight ?? source.set.manifest.warmUpWeight} ${deps.warmUpNeighbours}`;
  const known = batches.get(key);
  if (known) return known;
  // The ids, which are the keys of their texts, stand for texts that are not stored.
  const keys = responses.queries.map(({ id }) => id);
  const made = prepared(keys, async () => vectors, source, deps).then(({ batch }) => ({
    vectors: batch.vectors,
    keys,
  }));
  batches.set(key, made);
  made.catch(() => batches.delete(key));
  return made;
}

/** Expected cost of answers in USD, [queries, llms], of which only columns that are not known are worked out. */
async function spendOf(
  llms: readonly LlmId[],
  prices: ReadonlyMap<LlmId, Price>,
  known: Kept['spend'],
  heldOut: HeldOutSet,
  source: QuerySource,
): Promise<Matrix> {
  const keys = llms.map((llm) => JSON.stringify([llm, prices.get(llm) ?? source.catalogue.llms.get(llm)?.price]));
  const columns = keys.map((key) => known.get(key) ?? null);
  const missing = llms.filter((_, j) => columns[j] === null);
  const found = missing.length === 0 ? null : await heldOutSpend(heldOut, { prices }, missing, source);
  if (known.size + missing.length > MOST_COLUMNS) known.clear();
  const all = llms.map((llm, j) => columns[j] ?? columnOf(found as Matrix, missing.indexOf(llm)));
  all.forEach((column, j) => known.set(keys[j] as string, column));
  return fromColumns(heldOut.vectors.rows, all);
}
