import type { LlmId } from '../domain/ids.js';
import type { RouterSet, ServingRouter } from '../routing/router-set.js';
import type { ItemInformation } from './anchors/items.js';
import { queryVectors } from './evidence/query-vectors.js';
import type { KnownQuery } from './evidence/source.js';
import { posteriorOf } from './knowledge/posterior-of.js';

/** What a router says of queries for one LLM; rows are those queries that have a vector. */
export interface QueryInformation {
  readonly rows: readonly number[];
  /** [rows] P̂; null where the router does not predict it. */
  readonly predicted: Float32Array | null;
  /** Null for a router that takes θ as known, or has none. */
  readonly information: ItemInformation | null;
}

/** Of queries as they stand in training, without warm-up: that is how an answer to them will be learned from. */
export async function queryInformation(
  queries: readonly KnownQuery[],
  router: ServingRouter,
  llm: LlmId,
  set: RouterSet,
): Promise<QueryInformation> {
  const { rows, vectors } = await queryVectors(set, queries);
  const { plugin, loaded, onboarding } = router;
  if (plugin.output !== 'performance' || !loaded.supports(llm)) return { rows, predicted: null, information: null };
  const batch = { vectors, keys: rows.map((row) => queries[row]?.id as string) };
  const { data: predicted } = await loaded.predict(batch, { llms: [llm], cost: new Float32Array(1) });
  const posterior = posteriorOf(router, llm);
  if (!posterior || !onboarding) return { rows, predicted, information: null };
  const sensitivity = await onboarding.sensitivity(batch, llm);
  return { rows, predicted, information: { predicted, sensitivity, covariance: posterior.covariance } };
}
