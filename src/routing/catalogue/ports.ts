import type { PoolId } from '../../domain/ids.js';
import type { CandidatePool, Catalogue, Llm, Price } from '../../domain/llm.js';

/** The first price of an LLM: the table of prices has it from `effectiveFrom` (milliseconds since 1970) on. */
export interface InitialPrice {
  readonly price: Price;
  readonly effectiveFrom: number;
  readonly source: string;
}

/** One step of a change. An LLM is put with all its facts but its price, which only `addLlm` takes: prices are never rewritten. */
export type CatalogueStep =
  | { readonly kind: 'addLlm'; readonly llm: Llm; readonly price: InitialPrice | null }
  | { readonly kind: 'putLlm'; readonly llm: Llm }
  /** With its members in order; puts one that exists in place of the former. */
  | { readonly kind: 'putPool'; readonly pool: CandidatePool }
  | { readonly kind: 'dropPool'; readonly pool: PoolId };

export interface CatalogueStore {
  /**
   * Stores the steps that `plan` makes of the catalogue as it is now, all or none. Changes take their turn: what `plan` sees
   * nobody else changes before its steps are stored. Rejects with what `plan` throws.
   */
  change(plan: (now: Catalogue) => readonly CatalogueStep[]): Promise<void>;
}
