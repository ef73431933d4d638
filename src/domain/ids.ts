/** Identifiers are plain strings with a brand, so that an LLM id cannot be passed where a router id is wanted. */
declare const brand: unique symbol;
type Id<B extends string> = string & { readonly [brand]: B };

/** An LLM of the catalogue, for example `gpt-4-1106-preview`. */
export type LlmId = Id<'llm'>;
/** A router plugin, for example `mirt`. */
export type RouterId = Id<'router'>;
/** A named candidate pool, for example `default`. */
export type PoolId = Id<'pool'>;
/** One trained router set; sorts by creation. */
export type VersionId = Id<'version'>;

export const llmId = (id: string): LlmId => id as LlmId;
export const routerId = (id: string): RouterId => id as RouterId;
export const poolId = (id: string): PoolId => id as PoolId;
export const versionId = (id: string): VersionId => id as VersionId;
