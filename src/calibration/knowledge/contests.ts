import type { LlmId } from '../../domain/ids.js';
import type { Catalogue } from '../../domain/llm.js';
import type { Objective } from '../../domain/objective.js';
import { score } from '../../domain/objective.js';
import type { QueryBatch } from '../../plugins/contract.js';
import type { EligiblePool } from '../../routing/candidates.js';
import { eligiblePool, supportedBy } from '../../routing/candidates.js';
import type { ServingRouter } from '../../routing/router-set.js';
import type { Contest } from './stopping.js';

/** An LLM and the best of the others on each query. */
export type Rivals = Pick<Contest, 'cost' | 'predicted' | 'others'>;

/**
 * The pools that the LLM is a member of, or the default pool with it where there is none; each with those others that a request may choose
 * now. A pool is left out where the LLM has no price or no P̂.
 */
export async function rivalsIn(
  catalogue: Catalogue,
  router: ServingRouter,
  llm: LlmId,
  batch: QueryBatch,
  objective: Objective,
): Promise<readonly Rivals[]> {
  const found: Rivals[] = [];
  for (const { candidates } of poolsWith(catalogue, router, llm)) {
    const own = candidates.llms.indexOf(llm);
    if (own < 0) continue;
    const { data, cols } = await router.loaded.predict(batch, candidates);
    const others = new Float64Array(batch.vectors.rows).fill(Number.NEGATIVE_INFINITY);
    others.forEach((_, q) => {
      for (let j = 0; j < cols; j++) {
        if (j === own) continue;
        const s = score(objective, data[q * cols + j] as number, candidates.cost[j] as number);
        others[q] = Math.max(others[q] as number, s);
      }
    });
    const predicted = Float32Array.from(others, (_, q) => data[q * cols + own] as number);
    found.push({ cost: candidates.cost[own] as number, predicted, others });
  }
  return found;
}

function poolsWith(catalogue: Catalogue, router: ServingRouter, llm: LlmId): EligiblePool[] {
  const all = [...catalogue.pools.values()].filter((pool) => pool.llms.length > 0);
  const member = all.filter((pool) => pool.llms.includes(llm));
  return (member.length > 0 ? member : all.filter((pool) => pool.isDefault)).map((pool) => {
    const { candidates } = eligiblePool(catalogue, { pool: pool.id });
    // Named, so that it counts before a pool may send traffic to it.
    const named = eligiblePool(catalogue, { llms: [...new Set([...candidates.llms, llm])] });
    return supportedBy(named, router);
  });
}
