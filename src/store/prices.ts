import { asc, desc, gt, inArray, lte, min } from 'drizzle-orm';
import type { LlmId } from '../domain/ids.js';
import { llmId } from '../domain/ids.js';
import type { DatedPrice, Price } from '../domain/llm.js';
import type { Database } from './database.js';
import { llmPrices } from './schema/index.js';

type PriceRow = typeof llmPrices.$inferSelect;
/** The columns that make a price, as queries select them. */
export const PRICE_COLUMNS = {
  inputPerMillion: llmPrices.inputPerMillion,
  outputPerMillion: llmPrices.outputPerMillion,
  cachedInputPerMillion: llmPrices.cachedInputPerMillion,
  effectiveFrom: llmPrices.effectiveFrom,
} as const;

export const priceRow = (llm: LlmId, { inputPerMillion, outputPerMillion, cachedInputPerMillion }: Price) => ({
  llmId: llm,
  inputPerMillion,
  outputPerMillion,
  cachedInputPerMillion: cachedInputPerMillion ?? null,
});

export const priceOfRow = (row: Pick<PriceRow, keyof typeof PRICE_COLUMNS>) => ({
  inputPerMillion: row.inputPerMillion,
  outputPerMillion: row.outputPerMillion,
  ...(row.cachedInputPerMillion !== null && { cachedInputPerMillion: row.cachedInputPerMillion }),
  effectiveFrom: row.effectiveFrom.getTime(),
});

const datedPrice = (row: PriceRow): DatedPrice => ({
  ...priceOfRow(row),
  llm: llmId(row.llmId),
  source: row.source,
});

/** Every price these LLMs have had or will have, newest first. */
export async function priceHistory(database: Database, llms: readonly LlmId[]): Promise<readonly DatedPrice[]> {
  if (llms.length === 0) return [];
  const rows = await database.run((db) =>
    db
      .select()
      .from(llmPrices)
      .where(inArray(llmPrices.llmId, [...llms]))
      .orderBy(asc(llmPrices.llmId), desc(llmPrices.effectiveFrom)),
  );
  return rows.map(datedPrice);
}

/** The price of every LLM that was in force at a moment (milliseconds since 1970), by id. */
export async function pricesAt(database: Database, at: number): Promise<readonly DatedPrice[]> {
  const rows = await database.run((db) =>
    db
      .selectDistinctOn([llmPrices.llmId])
      .from(llmPrices)
      .where(lte(llmPrices.effectiveFrom, new Date(at)))
      .orderBy(asc(llmPrices.llmId), desc(llmPrices.effectiveFrom)),
  );
  return rows.map(datedPrice).sort((x, y) => (x.llm < y.llm ? -1 : Number(x.llm > y.llm)));
}

/** The first moment after `after` from which a price holds; null for none. */
export async function nextPriceChange(database: Database, after: number): Promise<number | null> {
  const rows = await database.run((db) =>
    db
      .select({ next: min(llmPrices.effectiveFrom) })
      .from(llmPrices)
      .where(gt(llmPrices.effectiveFrom, new Date(after))),
  );
  return rows[0]?.next?.getTime() ?? null;
}
