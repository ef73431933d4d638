import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import { remembered } from '../../domain/remembered.js';
import type { Facets, ItemParameters } from '../../plugins/contract.js';
import type { RouterSet, ServingRouter } from '../router-set.js';
import { eachReferenceChunk } from './reference-predictions.js';

/** What a router reads off the training queries; row q of everything is query q. */
export interface ReferenceItems {
  /**
   * How much a query needs each ability, [queries, dims], each row summing to 1: r where the router has it, else the
   * share of |a_k| in Σ|a|.
   */
  readonly relevance: Matrix;
  /** ∂ log-odds / ∂θ, [queries, dims]: a, or a·w∘r (paper eq. 7, 8); null where the log-odds are not linear in θ. */
  readonly slope: Matrix | null;
}

const kept = new WeakMap<ServingRouter, Promise<ReferenceItems>>();

/** Computed on first use and kept as long as the router. */
export function referenceItems(
  router: ServingRouter,
  set: RouterSet,
  items: Facets['itemParameters'],
  dims: number,
): Promise<ReferenceItems> {
  return remembered(kept, router, () => read(set, items, dims));
}

async function read(set: RouterSet, items: Facets['itemParameters'], dims: number): Promise<ReferenceItems> {
  const { rows } = set.reference.vectors;
  const relevance = matrix(rows, dims);
  const slope = matrix(rows, dims);
  let linear = true;
  await eachReferenceChunk(set, async (batch, from) => {
    for (const [i, item] of (await items.describeItems(batch)).entries()) {
      const at = (from + i) * dims;
      const s = slopeOf(item, dims);
      if (s) slope.data.set(s, at);
      else linear = false;
      relevance.data.set(needsOf(item, dims), at);
    }
  });
  return { relevance, slope: linear ? slope : null };
}

/** ∂ log-odds / ∂θ of one query, [dims]. */
export function slopeOf(item: ItemParameters, dims: number): Float32Array | null {
  const a = (k: number) =>
    (item.discrimination.length === 1 ? item.discrimination[0] : item.discrimination[k]) as number;
  if (item.form === 'intercept') return Float32Array.from({ length: dims }, (_, k) => a(k));
  const w = item.interaction?.weights;
  return w ? Float32Array.from({ length: dims }, (_, k) => a(k) * (item.relevance?.[k] ?? 1) * (w[k] as number)) : null;
}

/** How much one query needs each ability, [dims], summing to 1: r, or the share of |a_k| in Σ|a|. */
export const needsOf = ({ relevance, discrimination }: ItemParameters, dims: number): Float32Array =>
  relevance ?? shares(discrimination, dims);

function shares(discrimination: Float32Array, dims: number): Float32Array {
  const a = discrimination.length === dims ? discrimination : new Float32Array(dims).fill(1);
  let sum = 0;
  for (const x of a) sum += Math.abs(x);
  return a.map((x) => (sum > 0 ? Math.abs(x) / sum : 1 / dims));
}
