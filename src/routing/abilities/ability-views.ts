import type { LlmId } from '../../domain/ids.js';
import { facet } from '../../plugins/contract.js';
import type { QueryTextRepository } from '../ports.js';
import type { RouterSet } from '../router-set.js';
import { deviationsOf } from './ability-deviation.js';
import type { AnnotationFigures } from './annotation.js';
import { annotationFigures, annotationOf } from './annotation.js';
import type { AbilityHome } from './named-abilities.js';
import type { ReferenceItems } from './reference-items.js';
import { referenceItems } from './reference-items.js';

/** An LLM in the order of one ability. */
export interface RankedLlm {
  readonly llm: LlmId;
  /** θ_k, on the scale of its router. */
  readonly value: number;
  /** Posterior standard deviation; null where the router does not know it. */
  readonly deviation: number | null;
  /** From 1; LLMs of equal θ share one. */
  readonly rank: number;
}

/** A training query that needs an ability. */
export interface NeedyQuery {
  readonly id: string;
  readonly task: string | null;
  /** Null where it is not stored. */
  readonly text: string | null;
  /** In [0, 1]: the share of this ability in what the query needs. */
  readonly relevance: number;
}

/** The LLMs that the router was trained on, the most able first; equal ones in the order of the router. */
export async function rankLlms({ set, router, abilities, dimension }: AbilityHome): Promise<RankedLlm[]> {
  const deviation = await deviationsOf(router, abilities, set);
  const rows = router.loaded.llms
    .map((llm) => ({
      llm,
      value: abilities.ability(llm)[dimension] as number,
      deviation: deviation ? (deviation(llm)[dimension] as number) : null,
    }))
    .sort((x, y) => y.value - x.value);
  return rows.map((row) => ({ ...row, rank: 1 + rows.filter((other) => other.value > row.value).length }));
}

/** The `first` training queries of the highest relevance; equal ones in the order of the training data. Null without item parameters. */
export async function neediestQueries(
  home: AbilityHome,
  first: number,
  texts: QueryTextRepository | null,
): Promise<NeedyQuery[] | null> {
  const relevance = (await itemsOf(home))?.relevance;
  if (!relevance) return null;
  const of = (q: number) => relevance.data[q * relevance.cols + home.dimension] as number;
  const order = Uint32Array.from({ length: relevance.rows }, (_, q) => q).sort((x, y) => of(y) - of(x) || x - y);
  const queries = Array.from(order.subarray(0, first), (q) => {
    const { id, task, text } = home.set.reference.responses.queries[
      q
    ] as RouterSet['reference']['responses']['queries'][number];
    return { id, task, text, relevance: of(q) };
  });
  const stored = await texts?.texts(queries.map(({ id }) => id));
  return queries.map((query) => ({ ...query, text: stored?.get(query.id) ?? query.text }));
}

/** Training queries that need this ability more than any other. Null without item parameters. */
export async function queryCount(home: AbilityHome): Promise<number | null> {
  const relevance = (await itemsOf(home))?.relevance;
  if (!relevance) return null;
  let count = 0;
  for (let q = 0; q < relevance.rows; q++) {
    const own = relevance.data.subarray(q * relevance.cols, (q + 1) * relevance.cols);
    const needed = own[home.dimension] as number;
    // The earlier one of equally needed abilities counts.
    if (own.every((r, k) => (k < home.dimension ? r < needed : r <= needed))) count++;
  }
  return count;
}

/** What is left in the learned relevance of the annotation that named the ability; null where the router has none. */
export async function namedBy(home: AbilityHome): Promise<AnnotationFigures | null> {
  const annotation = annotationOf(home.router);
  const relevance = annotation && (await itemsOf(home))?.relevance;
  return annotation && relevance ? annotationFigures(annotation, relevance, home.dimension) : null;
}

function itemsOf({ set, router, abilities }: AbilityHome): Promise<ReferenceItems> | null {
  const items = facet(router.plugin, router.loaded, 'itemParameters');
  return items && referenceItems(router, set, items, abilities.abilityDims);
}
