import { dot, row } from '../../domain/matrix.js';
import type { Matrix } from '../../domain/matrix.js';

/**
 * Texts whose vectors an artifact keeps, so that another model, other weights or another pooling under the same name are
 * recognised when the artifact is loaded. Prose, arithmetic and another script: what tells encoders apart. Never change
 * them: stored artifacts hold their vectors.
 */
export const PROBE_TEXTS: readonly string[] = Object.freeze([
  'The ferry to the island leaves at noon, unless the wind is too strong.',
  'Solve 3x + 5 = 20 for x, then check the result with Python: print(3 * 5 + 5)',
  '今天的天气怎么样？ Сегодня солнечно.',
]);

/** Whether the vectors of the probe texts agree one by one: each pair of rows, of length 1, has at least this cosine. */
export function probeMatches(a: Matrix, b: Matrix, leastCosine: number): boolean {
  if (a.rows !== b.rows || a.cols !== b.cols) return false;
  for (let r = 0; r < a.rows; r++) if (!(dot(row(a, r), row(b, r)) >= leastCosine)) return false;
  return true;
}
