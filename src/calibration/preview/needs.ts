import type { Matrix } from '../../domain/matrix.js';
import { matrix, row } from '../../domain/matrix.js';
import type { Facets, QueryBatch } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import { needsOf } from '../../routing/abilities/reference-items.js';
import type { ServingRouter } from '../../routing/router-set.js';

/** Which abilities queries need, by a router that has abilities and item parameters. */
export interface Needs {
  readonly abilities: Facets['abilities'];
  /** [dims] what each dimension is called. */
  readonly names: readonly string[];
  /** How much each query needs each, [queries, dims], rows summing to 1. */
  readonly needs: Matrix;
}

export async function needsIn({ plugin, loaded }: ServingRouter, batch: QueryBatch): Promise<Needs | null> {
  const abilities = facet(plugin, loaded, 'abilities');
  const items = facet(plugin, loaded, 'itemParameters');
  if (!abilities || !items) return null;
  const dims = abilities.abilityDims;
  const needs = matrix(batch.vectors.rows, dims);
  const described = batch.vectors.rows === 0 ? [] : await items.describeItems(batch);
  described.forEach((item, q) => needs.data.set(needsOf(item, dims), q * dims));
  const names = Array.from({ length: dims }, (_, k) => abilities.abilityNames?.[k] ?? `dimension ${k + 1}`);
  return { abilities, names, needs };
}

/** [queries] the ability that each query needs most; the earlier of equally needed ones. */
export const mostNeeded = (needs: Matrix): Uint16Array =>
  Uint16Array.from({ length: needs.rows }, (_, q) => {
    const own = row(needs, q);
    return own.reduce((best, x, k) => (x > (own[best] as number) ? k : best), 0);
  });
