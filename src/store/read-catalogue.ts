import { and, asc, desc, eq, getTableColumns, lte } from 'drizzle-orm';
import type { LlmId, PoolId } from '../domain/ids.js';
import { llmId, poolId } from '../domain/ids.js';
import type { CandidatePool, Catalogue, Llm, PublishedScore } from '../domain/llm.js';
import type { Db } from './database.js';
import { llmOfRow } from './llm-rows.js';
import { PRICE_COLUMNS } from './prices.js';
import { llmBenchmarks, llmPrices, llms, poolMembers, pools } from './schema/index.js';

/** The catalogue with the prices in force at `now`. */
export async function readCatalogue(db: Db, now: Date): Promise<Catalogue> {
  // Pools first: LLMs are only ever added, so a pool that is read before them cannot name one that is missing.
  const loadedPools = await readPools(db);
  return { llms: await readLlms(db, now), pools: loadedPools };
}

async function readPools(db: Db): Promise<ReadonlyMap<PoolId, CandidatePool>> {
  const rows = await db
    .select({ ...getTableColumns(pools), llm: poolMembers.llmId, allowUncalibrated: poolMembers.allowUncalibrated })
    .from(pools)
    .leftJoin(poolMembers, eq(poolMembers.poolId, pools.id))
    .orderBy(asc(poolMembers.position));
  const byId = new Map<PoolId, CandidatePool & { readonly llms: LlmId[]; readonly uncalibrated: Set<LlmId> }>();
  for (const { llm, allowUncalibrated, id, ...rest } of rows.sort(byIdOf)) {
    const pool = byId.get(poolId(id)) ?? { ...rest, id: poolId(id), llms: [], uncalibrated: new Set<LlmId>() };
    if (llm !== null) pool.llms.push(llmId(llm));
    if (llm !== null && allowUncalibrated === true) pool.uncalibrated.add(llmId(llm));
    byId.set(pool.id, pool);
  }
  return byId;
}

async function readLlms(db: Db, now: Date): Promise<ReadonlyMap<LlmId, Llm>> {
  const rows = await db
    .selectDistinctOn([llms.id], { llm: getTableColumns(llms), price: PRICE_COLUMNS })
    .from(llms)
    .leftJoin(llmPrices, and(eq(llmPrices.llmId, llms.id), lte(llmPrices.effectiveFrom, now)))
    .orderBy(asc(llms.id), desc(llmPrices.effectiveFrom));
  rows.sort((x, y) => byIdOf(x.llm, y.llm));
  const published = await readBenchmarks(db);
  return new Map(rows.map(({ llm, price }) => [llmId(llm.id), llmOfRow(llm, price, published.get(llm.id) ?? [])]));
}

async function readBenchmarks(db: Db): Promise<ReadonlyMap<string, readonly PublishedScore[]>> {
  const byLlm = new Map<string, PublishedScore[]>();
  for (const { llmId: llm, ...score } of await db.select().from(llmBenchmarks)) {
    const scores = byLlm.get(llm) ?? [];
    scores.push(score);
    byLlm.set(llm, scores);
  }
  for (const scores of byLlm.values()) scores.sort((x, y) => byCodeUnit(x.benchmark, y.benchmark));
  return byLlm;
}

/** By code unit, as every database's own order of text depends on its locale. */
const byCodeUnit = (x: string, y: string): number => (x < y ? -1 : Number(x > y));
const byIdOf = (x: { id: string }, y: { id: string }): number => byCodeUnit(x.id, y.id);
