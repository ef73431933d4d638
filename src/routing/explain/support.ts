import type { LlmId } from '../../domain/ids.js';
import { takeRows } from '../../domain/matrix.js';
import { seededRng } from '../../domain/random.js';
import type { RouterSet } from '../router-set.js';
import type { Neighbour, Support } from '../types.js';

/** Enough to place a similarity to about 3 percentage points; all of a smaller set. */
const SAMPLE = 256;
/** Shares of training queries that stand further from the rest than this query does. */
const GOOD_FROM = 0.25;
const FAIR_FROM = 0.05;

/** How much the training queries can say about this one. Null where there are none. */
export function supportOf(
  neighbours: readonly Neighbour[],
  chosen: LlmId,
  /** Ascending similarities of training queries to their nearest other one. */
  own: Float32Array,
): Support | null {
  const nearest = neighbours[0];
  if (!nearest || own.length === 0) return null;
  const percentile = percentileOf(nearest.similarity, own);
  return {
    nearestSimilarity: nearest.similarity,
    meanSimilarity: neighbours.reduce((sum, n) => sum + n.similarity, 0) / neighbours.length,
    percentile,
    observations: neighbours.filter((n) => n.performance.has(chosen)).length,
    level: percentile >= GOOD_FROM ? 'GOOD' : percentile >= FAIR_FROM ? 'FAIR' : 'POOR',
  };
}

/** Share of `own`, ascending and not empty, that is below a similarity. */
export function percentileOf(similarity: number, own: Float32Array): number {
  let below = 0;
  while (below < own.length && (own[below] as number) < similarity) below++;
  return below / own.length;
}

const known = new WeakMap<RouterSet, Promise<Float32Array>>();

/** How near training queries are to their nearest other one, ascending; of a seeded sample, once per set, on first use. */
export function ownSimilarities(set: RouterSet): Promise<Float32Array> {
  let found = known.get(set);
  if (!found) known.set(set, (found = measure(set)));
  return found;
}

async function measure({ reference: { vectors }, index }: RouterSet): Promise<Float32Array> {
  const all = Array.from({ length: vectors.rows }, (_, i) => i);
  const rows = all.length <= SAMPLE ? all : seededRng(0).fork('support').shuffle(all).slice(0, SAMPLE);
  if (rows.length < 2) return new Float32Array(0);
  const { k, ids, similarity } = await index.search(takeRows(vectors, rows), 2);
  // Left out of its own search by number, not by place: a duplicate may come before it.
  return Float32Array.from(rows, (row, q) => {
    const itself = ids[q * k] === row;
    return similarity[q * k + (itself ? 1 : 0)] as number;
  }).sort();
}
