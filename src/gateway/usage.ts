import { spend } from '../domain/cost.js';
import type { Price } from '../domain/llm.js';
import type { JsonObject } from './upstream/ask-json.js';

/** Tokens of a call as the provider counted them. */
export interface Usage {
  readonly promptTokens: number;
  /** Of the prompt, those read from the provider's cache. */
  readonly cachedTokens: number;
  readonly completionTokens: number;
}

const count = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;

/** Null where the provider does not say: unknown is not 0. */
export function usageOf(value: unknown): Usage | null {
  if (typeof value !== 'object' || value === null) return null;
  const usage = value as JsonObject;
  const promptTokens = count(usage['prompt_tokens']);
  const completionTokens = count(usage['completion_tokens']);
  if (promptTokens === null || completionTokens === null) return null;
  const details = (usage['prompt_tokens_details'] ?? {}) as JsonObject;
  const cached = count(details['cached_tokens']) ?? count(usage['prompt_cache_hit_tokens']) ?? 0;
  return { promptTokens, cachedTokens: Math.min(cached, promptTokens), completionTokens };
}

/** USD at a price; null where tokens or price are not known. */
export const usdOf = (usage: Usage | null, price: Price | null): number | null =>
  usage && price ? spend(price, usage.promptTokens, usage.completionTokens, usage.cachedTokens) : null;

/** What is known of both; null where nothing is. */
export function addUsage(a: Usage | null, b: Usage | null): Usage | null {
  if (!a || !b) return a ?? b;
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    completionTokens: a.completionTokens + b.completionTokens,
  };
}
