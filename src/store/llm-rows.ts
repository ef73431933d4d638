import { llmId } from '../domain/ids.js';
import type { Llm, PublishedScore, Retirement } from '../domain/llm.js';
import type { PRICE_COLUMNS } from './prices.js';
import { priceOfRow } from './prices.js';
import type { llmBenchmarks, llmPrices, llms } from './schema/index.js';

type LlmRow = typeof llms.$inferSelect;
type PriceRow = Pick<typeof llmPrices.$inferSelect, keyof typeof PRICE_COLUMNS>;

/** An LLM as its row; its price and its published scores have rows of their own. */
export const llmRow = ({ price: _, benchmarks: __, retirement, registeredAt, updatedAt, ...llm }: Llm): LlmRow => ({
  ...llm,
  modalities: [...llm.modalities],
  languages: llm.languages && [...llm.languages],
  tags: [...llm.tags],
  aliases: [...llm.aliases],
  status: llm.status === 'RETIRED' ? (retirement?.formerStatus ?? 'COLD') : llm.status,
  retiredAt: retirement && new Date(retirement.at),
  retirementReason: retirement && retirement.reason,
  registeredAt: registeredAt === undefined ? null : new Date(registeredAt),
  updatedAt: updatedAt === undefined ? null : new Date(updatedAt),
});

export function llmOfRow(
  { retiredAt, retirementReason, registeredAt, updatedAt, ...row }: LlmRow,
  price: PriceRow | null,
  benchmarks: readonly PublishedScore[],
): Llm {
  const retirement: Retirement | null = retiredAt && {
    at: retiredAt.getTime(),
    reason: retirementReason ?? '',
    formerStatus: row.status,
  };
  return {
    ...row,
    id: llmId(row.id),
    status: retirement ? 'RETIRED' : row.status,
    retirement,
    benchmarks,
    price: price && priceOfRow(price),
    ...(registeredAt && { registeredAt: registeredAt.getTime() }),
    ...(updatedAt && { updatedAt: updatedAt.getTime() }),
  };
}

export const benchmarkRows = ({ id, benchmarks }: Llm): (typeof llmBenchmarks.$inferSelect)[] =>
  benchmarks.map((one) => ({ ...one, llmId: id }));
