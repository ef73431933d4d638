import type { Matrix } from '../../domain/matrix.js';
import { prepareQueries } from '../../routing/query-batch.js';
import type { PreviewQueryDeps, QuerySource } from './queries.js';

/** Embedded and warmed up as requests are, with the row of the nearest training query of each, −1 for none. */
export async function prepared(
  texts: readonly string[],
  embed: (texts: readonly string[]) => Promise<Matrix>,
  { set }: QuerySource,
  { warmUpNeighbours, warmUpWeight }: PreviewQueryDeps,
) {
  const weight = warmUpWeight ?? set.manifest.warmUpWeight;
  const deps = { embed, index: set.index, reference: set.reference };
  const { batch, vectors, neighbours } = await prepareQueries(texts, weight, warmUpNeighbours, deps, true);
  const nearest = texts.map((_, q) => neighbours?.ids[q * neighbours.k] ?? -1);
  return { batch, vectors, nearest };
}
