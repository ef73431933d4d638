import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { Neighbours } from '../../index/neighbour-index.js';

/** 1 for an ability that a cluster needs, else 0, [clusters, dims], from the ids of its abilities. */
export function clusterRelevance(
  clusters: readonly { readonly abilities: readonly string[] }[],
  abilityIds: readonly string[],
): Matrix {
  const out = matrix(clusters.length, abilityIds.length);
  clusters.forEach(({ abilities }, c) => {
    for (const id of abilities) out.data[c * out.cols + abilityIds.indexOf(id)] = 1;
  });
  return out;
}

/**
 * Writes r̄ of query `q` into `out`, [dims]: the mean relevance of its nearest training queries (paper 4.2.2), before the
 * softmax. Zeros without neighbours.
 */
export function meanRelevance(
  near: Neighbours,
  q: number,
  clusterOf: Uint16Array,
  relevance: Matrix,
  out: Float32Array,
): void {
  out.fill(0);
  let found = 0;
  for (let n = q * near.k; n < (q + 1) * near.k; n++) {
    const id = near.ids[n] as number;
    if (id < 0) break;
    found++;
    const from = (clusterOf[id] as number) * relevance.cols;
    for (let k = 0; k < out.length; k++) out[k] = (out[k] as number) + (relevance.data[from + k] as number);
  }
  if (found > 1) for (let k = 0; k < out.length; k++) out[k] = (out[k] as number) / found;
}
