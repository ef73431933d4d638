import type { BatchLimits } from '../../embedder.js';

/**
 * Splits texts of these lengths into calls within the limits, texts of like length together because a call costs its
 * longest text times its size. Gives positions; a text beyond the limit is a call of its own.
 */
export function splitByLength(lengths: readonly number[], limits: Pick<BatchLimits, 'texts' | 'tokens'>): number[][] {
  const order = lengths.map((_, at) => at).sort((a, b) => (lengths[a] as number) - (lengths[b] as number));
  const calls: number[][] = [];
  let call: number[] = [];
  for (const at of order) {
    const tokens = (call.length + 1) * (lengths[at] as number);
    if (call.length > 0 && (call.length === limits.texts || tokens > limits.tokens)) {
      calls.push(call);
      call = [];
    }
    call.push(at);
  }
  if (call.length > 0) calls.push(call);
  return calls;
}
