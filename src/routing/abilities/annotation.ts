import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import { facet } from '../../plugins/contract.js';
import type { ServingRouter } from '../router-set.js';

/** Which abilities the training queries were said to need before anything was learned: what gives an ability its name. */
export interface Annotation {
  readonly names: readonly string[];
  /** 1 where the cluster of a query was annotated with an ability, else 0; [queries, names]. */
  readonly needs: Matrix;
}

/** Of a router that names its abilities and keeps the annotated clusters of the training queries; else null. */
export function annotationOf({ plugin, loaded }: ServingRouter): Annotation | null {
  const clusters = facet(plugin, loaded, 'clusters');
  const names = facet(plugin, loaded, 'abilities')?.abilityNames;
  if (!clusters?.clusterOf || !names) return null;
  const { clusterOf } = clusters;
  const rows = clusters.describe().map(({ abilities }) => names.map((name) => (abilities.includes(name) ? 1 : 0)));
  const needs = matrix(clusterOf.length, names.length);
  for (let q = 0; q < clusterOf.length; q++) needs.data.set(rows[clusterOf[q] as number] ?? [], q * names.length);
  return { names, needs };
}

/** How much of an annotation is left in what was learned of it. */
export interface AnnotationFigures {
  /** Training queries that were said to need the ability. */
  readonly queries: number;
  /** Mean learned relevance on them by that on the others; null where there are no others, or none of them. */
  readonly lift: number | null;
}

/** Of ability `k`; `relevance` is what was learned, [queries, names]. */
export function annotationFigures({ needs }: Annotation, relevance: Matrix, k: number): AnnotationFigures {
  const sum = [0, 0];
  const count = [0, 0];
  for (let q = 0; q < needs.rows; q++) {
    const side = needs.data[q * needs.cols + k] as number;
    sum[side] = (sum[side] as number) + (relevance.data[q * relevance.cols + k] as number);
    count[side] = (count[side] as number) + 1;
  }
  const [others, queries] = count as [number, number];
  const mean = (side: 0 | 1) => (sum[side] as number) / (count[side] as number);
  return { queries, lift: queries > 0 && others > 0 && mean(0) > 0 ? mean(1) / mean(0) : null };
}

/** The columns of abilities that some but not all queries need: the others tell nothing apart. */
export function telling({ names, needs }: Annotation): Annotation {
  const kept = names.flatMap((_, k) => {
    let count = 0;
    for (let q = 0; q < needs.rows; q++) count += needs.data[q * needs.cols + k] as number;
    return count > 0 && count < needs.rows ? [k] : [];
  });
  const out = matrix(needs.rows, kept.length);
  for (let q = 0; q < needs.rows; q++) {
    kept.forEach((k, i) => (out.data[q * kept.length + i] = needs.data[q * needs.cols + k] as number));
  }
  return { names: kept.map((k) => names[k] as string), needs: out };
}
