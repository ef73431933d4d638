import type { Outcome } from '../outcome.js';
import type { TestSet } from '../test-set.js';

/** Share of the answered queries by LLM, in the order of the test LLMs, the chosen ones only. */
export function shares(test: TestSet, { choice }: Outcome): Record<string, number> {
  const { llms } = test.responses;
  const counts = new Float64Array(llms.length);
  let total = 0;
  for (const j of choice) {
    if (j < 0) continue;
    counts[j] = (counts[j] as number) + 1;
    total++;
  }
  return Object.fromEntries(llms.flatMap((llm, j) => (counts[j] ? [[llm, counts[j] / total]] : [])));
}

/** Mean performance of the answered queries by task, alphabetically; `none` for queries without one. */
export function perTask(test: TestSet, { performance }: Outcome): Record<string, number> {
  const tasks = new Map<string, { sum: number; count: number }>();
  performance.forEach((y, q) => {
    if (Number.isNaN(y)) return;
    const name = test.responses.queries[q]?.task ?? 'none';
    const { sum, count } = tasks.get(name) ?? { sum: 0, count: 0 };
    tasks.set(name, { sum: sum + y, count: count + 1 });
  });
  return Object.fromEntries(
    [...tasks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { sum, count }]) => [name, sum / count]),
  );
}

/** LLMs with at least one observed response that no query was given to. */
export function neverChosen({ performance, responses }: TestSet, { choice }: Outcome): string[] {
  const width = responses.llms.length;
  const chosen = new Set(choice);
  const seen = new Uint8Array(width);
  performance.forEach((y, i) => {
    if (!Number.isNaN(y)) seen[i % width] = 1;
  });
  return responses.llms.filter((_, j) => seen[j] === 1 && !chosen.has(j));
}
