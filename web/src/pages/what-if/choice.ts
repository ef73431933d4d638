import type { PriceInput, WhatIfCurveInput, WhatIfInput } from '../../gql/graphql.js';
import { timeFilter } from '../../log/filter.js';
import { decoded } from '../../state/path.js';
import type { Filters } from '../../state/filters.js';

export const DEFAULT_RANGE = '30d';
export const DEFAULT_LIMIT = '1000';
export const LIMITS = ['200', '1000', '5000', '20000'].map((id) => ({
  id,
  text: Number(id).toLocaleString('en'),
}));
/** Changed decisions that are shown. */
const EXAMPLES = 20;
/** 0, 0.05, …, 1. */
const ALPHAS = Array.from({ length: 21 }, (_, i) => i / 20);

/** A changed price as the URL has it: `llm=input,output`, several joined by `;`. */
export const pricesOf = (filters: Filters): PriceInput[] =>
  (filters['prices'] ?? '').split(';').flatMap((part) => {
    const [, llm, input, output] = /^(.+)=([^=,]+),([^=,]+)$/.exec(part) ?? [];
    if (llm === undefined) return [];
    return [{ llm: decoded(llm), inputPerMillion: Number(input), outputPerMillion: Number(output) }];
  });

/** Null for none, which removes the name from the URL. */
export const pricesText = (prices: readonly PriceInput[]): string | null =>
  prices
    .map(
      (price) => `${price.llm.replace(/[;%]/g, encodeURIComponent)}=${price.inputPerMillion},${price.outputPerMillion}`,
    )
    .join(';') || null;

/** α of the URL; null, also for what is no number, leaves each decision its own. */
export const alphaOf = (filters: Filters): number | null => numberOf(filters['alpha']);

function numberOf(text: string | undefined): number | null {
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

/** Which decisions: the names differ from those of the changes, as a router decided and another one is to decide. */
const scanOf = (filters: Filters, now: number) => {
  const { 'decided-by': router, 'of-pool': pool, tag } = filters;
  const labels = { ...(router && { router }), ...(pool && { pool }), ...(tag && { tag }) };
  return {
    filter: { ...timeFilter(filters, now, DEFAULT_RANGE), ...labels },
    limit: numberOf(filters['limit']) ?? Number(DEFAULT_LIMIT),
  };
};

const changesOf = (filters: Filters) => {
  const { router, pool } = filters;
  const prices = pricesOf(filters);
  return { ...(router && { router }), ...(pool && { pool }), ...(prices.length > 0 && { prices }) };
};

/** Null where nothing is to be different. */
export function whatIfInput(filters: Filters, now: number): WhatIfInput | null {
  const alpha = alphaOf(filters);
  const changes = { ...changesOf(filters), ...(alpha !== null && { alpha }) };
  return Object.keys(changes).length === 0 ? null : { ...scanOf(filters, now), ...changes, examples: EXAMPLES };
}

export const curveInput = (filters: Filters, now: number): WhatIfCurveInput => ({
  ...scanOf(filters, now),
  ...changesOf(filters),
  alphas: ALPHAS,
});
