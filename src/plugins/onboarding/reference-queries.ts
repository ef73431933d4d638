import { takeRows } from '../../domain/matrix.js';
import type { QueryBatch, ReferenceSet } from '../contract.js';

/** Training queries as a router is asked them. */
export const referenceQueries = ({ vectors, responses }: ReferenceSet, rows: readonly number[]): QueryBatch => ({
  vectors: takeRows(vectors, rows),
  keys: rows.map((q) => responses.queries[q]?.id as string),
});
