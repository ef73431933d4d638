import type { ReferenceSet } from '../contract.js';

/** How far a published score may lie from the performance on our queries of the same name: set-ups differ in prompts, shots and graders. */
export const BENCHMARK_DEVIATION = 0.1;
/** Training queries of one benchmark that its score is compared on; their mean is known well enough. */
const MOST_QUERIES = 200;

/** Rows of training queries of the task that goes by this name, evenly over the set; none where no task does. */
export function benchmarkRows(reference: ReferenceSet, name: string): number[] {
  const wanted = plain(name);
  const { queries } = reference.responses;
  const rows = [...queries.keys()].filter((q) => {
    const task = queries[q]?.task ?? null;
    return task !== null && wanted !== '' && plain(task) === wanted;
  });
  const step = Math.max(1, rows.length / MOST_QUERIES);
  return Array.from({ length: Math.min(rows.length, MOST_QUERIES) }, (_, i) => rows[Math.floor(i * step)] as number);
}

/** Letters and digits alone: `GSM8K`, `gsm-8k` and `gsm 8k` are one benchmark. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
