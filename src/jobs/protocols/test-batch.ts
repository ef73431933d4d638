import type { ResponseMatrix } from '../../domain/responses.js';
import type { QueryBatch } from '../../plugins/contract.js';
import { batchOf } from '../../routing/query-batch.js';
import type { RouterSet } from '../../routing/router-set.js';
import type { ProtocolInput } from './protocol.js';

/** Test queries, by row, as a set that was trained for a protocol would be asked them. */
export function testBatch(
  set: RouterSet,
  rows: readonly number[],
  { queries }: ResponseMatrix,
  { warmUpWeight, warmUpNeighbours }: ProtocolInput,
): Promise<QueryBatch> {
  const texts = rows.map((q) => queries[q]?.text ?? '');
  return batchOf(set, texts, warmUpWeight ?? set.manifest.warmUpWeight, warmUpNeighbours);
}
