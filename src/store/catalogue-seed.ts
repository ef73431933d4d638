import { eq, ne, sql } from 'drizzle-orm';
import type { Ability, Catalogue, Llm } from '../domain/llm.js';
import type { Db } from './database.js';
import { benchmarkRows, llmRow } from './llm-rows.js';
import { priceRow } from './prices.js';
import { abilities, llmBenchmarks, llmPrices, llms, poolMembers, pools } from './schema/index.js';

/** What a seeded price is marked with; a price of any other source is an operator's. */
export const SEED_SOURCE = 'seed';

/** The work of SqlCatalogueRepository.seed, inside its transaction. */
export async function seedCatalogue(
  tx: Db,
  catalogue: Catalogue,
  named: readonly Ability[],
  priceEffectiveFrom: Date,
): Promise<void> {
  await seedLlms(tx, catalogue, priceEffectiveFrom);
  await seedPools(tx, catalogue);
  if (named.length > 0) {
    await tx
      .insert(abilities)
      .values(named.map(({ id, name, description }, position) => ({ id, name, description, position })))
      .onConflictDoNothing();
  }
}

async function seedLlms(tx: Db, catalogue: Catalogue, effectiveFrom: Date): Promise<void> {
  const wanted = [...catalogue.llms.values()];
  if (wanted.length === 0) return;
  await tx
    .insert(llms)
    .values(wanted.map(llmRow))
    .onConflictDoUpdate({
      target: llms.id,
      // A database of an earlier release has no such facts; one that is there stays.
      set: {
        maxOutputTokens: sql`coalesce(${llms.maxOutputTokens}, excluded.max_output_tokens)`,
        toolCalling: sql`coalesce(${llms.toolCalling}, excluded.tool_calling)`,
        languages: sql`coalesce(${llms.languages}, excluded.languages)`,
        typicalLatencyMs: sql`coalesce(${llms.typicalLatencyMs}, excluded.typical_latency_ms)`,
      },
    });
  await seedBenchmarks(tx, wanted);
  const edited = await tx
    .selectDistinct({ llm: llmPrices.llmId })
    .from(llmPrices)
    .where(ne(llmPrices.source, SEED_SOURCE));
  const kept = new Set(edited.map((row) => row.llm));
  const priced = wanted.flatMap(({ id, price }) =>
    price && !kept.has(id) ? [{ ...priceRow(id, price), effectiveFrom, source: SEED_SOURCE }] : [],
  );
  if (priced.length > 0) await tx.insert(llmPrices).values(priced).onConflictDoNothing();
}

/** Published scores come for an LLM that has none. */
async function seedBenchmarks(tx: Db, wanted: readonly Llm[]): Promise<void> {
  const known = await tx.selectDistinct({ llm: llmBenchmarks.llmId }).from(llmBenchmarks);
  const kept = new Set(known.map((row) => row.llm));
  const rows = wanted.filter((llm) => !kept.has(llm.id)).flatMap(benchmarkRows);
  if (rows.length > 0) await tx.insert(llmBenchmarks).values(rows);
}

/** A pool that exists keeps its members, and a default that an operator chose stays the only one. */
async function seedPools(tx: Db, catalogue: Catalogue): Promise<void> {
  for (const pool of catalogue.pools.values()) {
    const known = await tx.select().from(pools).where(eq(pools.id, pool.id));
    if (known.length > 0) continue;
    const defaults = await tx.select().from(pools).where(eq(pools.isDefault, true));
    const isDefault = pool.isDefault && defaults.length === 0;
    await tx.insert(pools).values({ id: pool.id, description: pool.description, isDefault }).onConflictDoNothing();
    if (pool.llms.length === 0) continue;
    await tx
      .insert(poolMembers)
      .values(
        pool.llms.map((llmId, position) => {
          const allowUncalibrated = pool.uncalibrated.has(llmId);
          return { poolId: pool.id, llmId, position, allowUncalibrated };
        }),
      )
      .onConflictDoNothing();
  }
}
