import type { Catalogue } from '../domain/llm.js';
import { factsOf } from './llm-facts.js';

/**
 * What routers read of the catalogue while they load, as text that is equal where it is. Pools, status and input prices are not in it: a
 * change of those needs no router to be loaded again.
 */
export function catalogueView(catalogue: Catalogue): string {
  const facts = factsOf(catalogue);
  return JSON.stringify(
    [...catalogue.llms.values()].map(({ id, profile }) => {
      const { benchmarks, ...numbers } = facts(id) as NonNullable<ReturnType<typeof facts>>;
      return [id, profile, numbers, [...benchmarks]];
    }),
  );
}
