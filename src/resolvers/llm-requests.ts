import type { GivenFacts, NewLlm } from '../routing/catalogue/llm-description.js';
import type { FirstPriceInput, RegisterLlmInput, UpdateLlmInput } from '../schema/register-llm.input.js';
import { optional, toPrice } from './requests.js';

/** Absent and null go through: one says "as it is", the other "forget it". */
export const toFacts = (input: RegisterLlmInput | UpdateLlmInput): GivenFacts => ({
  name: input.name,
  developer: input.developer,
  profile: input.profile,
  family: input.family,
  sizeBillions: input.sizeBillions,
  releaseDate: input.releaseDate,
  contextWindow: input.contextWindow,
  maxOutputTokens: input.maxOutputTokens,
  modalities: input.modalities,
  toolCalling: input.toolCalling,
  languages: input.languages,
  tags: input.tags,
  typicalLatencyMs: input.typicalLatencyMs,
  aliases: input.aliases,
  benchmarks:
    input.benchmarks?.map(({ benchmark, score, items, source }) => ({
      benchmark,
      score,
      items: items ?? null,
      source,
    })) ?? (input.benchmarks as null | undefined),
});

export const toNewLlm = (input: RegisterLlmInput): NewLlm => ({
  ...toFacts(input),
  id: input.id,
  price: optional(input.price, toFirstPrice),
});

const toFirstPrice = (input: FirstPriceInput): NewLlm['price'] => ({
  ...toPrice(input),
  effectiveFrom: input.effectiveFrom?.getTime(),
  source: input.source,
});
