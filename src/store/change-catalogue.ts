import { eq, sql } from 'drizzle-orm';
import type { CandidatePool, Catalogue, Llm } from '../domain/llm.js';
import type { CatalogueStep } from '../routing/catalogue/ports.js';
import type { Db } from './database.js';
import { benchmarkRows, llmRow } from './llm-rows.js';
import { priceRow } from './prices.js';
import { readCatalogue } from './read-catalogue.js';
import { llmBenchmarks, llmPrices, llms, poolMembers, pools } from './schema/index.js';

/** The work of SqlCatalogueRepository.change, inside its transaction. */
export async function changeCatalogue(
  tx: Db,
  plan: (now: Catalogue) => readonly CatalogueStep[],
  now: Date,
): Promise<void> {
  // Names are unique over ids and aliases of all LLMs, which no index can say: one change at a time, in the order in which a
  // seed takes the tables. Readers, prices and responses do not wait.
  await tx.execute(sql`lock table ${llms}, ${pools} in share row exclusive mode`);
  for (const step of plan(await readCatalogue(tx, now))) await store(tx, step);
}

async function store(tx: Db, step: CatalogueStep): Promise<void> {
  switch (step.kind) {
    case 'addLlm': {
      await tx.insert(llms).values(llmRow(step.llm));
      await putBenchmarks(tx, step.llm);
      if (!step.price) return;
      const { price, effectiveFrom, source } = step.price;
      const row = { ...priceRow(step.llm.id, price), effectiveFrom: new Date(effectiveFrom), source };
      await tx.insert(llmPrices).values(row);
      return;
    }
    case 'putLlm':
      await tx.update(llms).set(llmRow(step.llm)).where(eq(llms.id, step.llm.id));
      await tx.delete(llmBenchmarks).where(eq(llmBenchmarks.llmId, step.llm.id));
      await putBenchmarks(tx, step.llm);
      return;
    case 'putPool':
      await putPool(tx, step.pool);
      return;
    case 'dropPool':
      await tx.delete(pools).where(eq(pools.id, step.pool));
  }
}

async function putBenchmarks(tx: Db, llm: Llm): Promise<void> {
  if (llm.benchmarks.length > 0) await tx.insert(llmBenchmarks).values(benchmarkRows(llm));
}

async function putPool(tx: Db, { id, description, isDefault, llms: members, uncalibrated }: CandidatePool) {
  await tx
    .insert(pools)
    .values({ id, description, isDefault })
    .onConflictDoUpdate({ target: pools.id, set: { description, isDefault } });
  await tx.delete(poolMembers).where(eq(poolMembers.poolId, id));
  if (members.length === 0) return;
  await tx.insert(poolMembers).values(
    members.map((llmId, position) => ({
      poolId: id,
      llmId,
      position,
      allowUncalibrated: uncalibrated.has(llmId),
    })),
  );
}
