import type { ResponseMatrix } from '../domain/responses.js';

/**
 * Weight of each query, (size of its task)^−exponent, scaled to mean 1; [queries]. 0 weighs queries equally, 1 weighs tasks
 * equally; between them a large task counts for more than a small one but does not drown it. Queries without a task
 * form one task.
 */
export function taskWeights(responses: ResponseMatrix, exponent: number): Float32Array {
  const sizes = new Map<string | null, number>();
  for (const { task } of responses.queries) sizes.set(task, (sizes.get(task) ?? 0) + 1);
  const raw = responses.queries.map(({ task }) => (sizes.get(task) as number) ** -exponent);
  const mean = raw.reduce((sum, w) => sum + w, 0) / raw.length;
  return Float32Array.from(raw, (w) => w / mean);
}
