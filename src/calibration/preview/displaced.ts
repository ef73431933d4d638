import type { Contest, PreviewWorld } from './contest.js';
import type { Outcome } from './outcome.js';
import type { OwnEstimate } from './own-estimate.js';
import type { PreviewQueries } from './queries.js';
import type { Replicates } from './replicates.js';
import { ranged } from './replicates.js';
import type { Displaced, PreviewExample } from './types.js';

/** LLMs that answer anything with or without the one in question, who loses most first. */
export function displacedLlms(
  now: Outcome,
  contest: Contest,
  world: PreviewWorld,
  queries: Pick<PreviewQueries, 'observed'>,
  draws: Replicates,
): Displaced[] {
  const { llms, own, predicted } = world;
  const n = now.taken.length;
  const p = (q: number, j: number) => predicted.data[q * predicted.cols + j] as number;
  const rows = llms.flatMap((llm, j): Displaced[] => {
    if (j === own) return [];
    const at = rowsWhere(n, (q) => contest.without[q] === j && now.taken[q] === 1);
    const lost = ranged(at.length / n, draws.lost, j, llms.length);
    const without = rowsWhere(n, (q) => contest.without[q] === j).length / n;
    const withIt = rowsWhere(n, (q) => now.chosen[q] === j).length / n;
    if (without === 0 && withIt === 0 && lost.high === 0) return [];
    const mean = (of: (q: number) => number) => at.reduce((sum, q) => sum + of(q), 0) / at.length;
    const seen = queries.observed(llm);
    const known = seen ? at.filter((q) => Number.isFinite(seen[q])) : [];
    return [
      {
        llm,
        without,
        with: withIt,
        lost,
        predicted: at.length === 0 ? null : { displaced: mean((q) => p(q, j)), llm: mean((q) => p(q, own)) },
        observed:
          seen && known.length > 0
            ? { mean: known.reduce((sum, q) => sum + (seen[q] as number), 0) / known.length, queries: known.length }
            : null,
      },
    ];
  });
  return rows.sort((x, y) => y.lost.value - x.lost.value || y.without - x.without);
}

const rowsWhere = (n: number, holds: (q: number) => boolean): number[] =>
  Array.from({ length: n }, (_, q) => q).filter(holds);

/** Of the queries taken, those with the largest gain in P̂. */
export async function previewExamples(
  count: number,
  now: Outcome,
  contest: Contest,
  world: PreviewWorld,
  { halfWidth }: OwnEstimate,
  queries: PreviewQueries,
): Promise<PreviewExample[]> {
  const { llms, own, predicted } = world;
  const p = (q: number, j: number) => predicted.data[q * predicted.cols + j] as number;
  const from = (q: number) => contest.without[q] as number;
  const gain = (q: number) => p(q, own) - p(q, from(q));
  const shown = rowsWhere(now.taken.length, (q) => now.taken[q] === 1)
    .sort((x, y) => gain(y) - gain(x) || x - y)
    .slice(0, count);
  const texts = await queries.texts(shown);
  return shown.map((q, i) => ({
    id: queries.ids[q] as string,
    text: texts[i] ?? null,
    task: queries.tasks[q] ?? null,
    from: llms[from(q)] as PreviewExample['from'],
    predicted: { displaced: p(q, from(q)), llm: p(q, own) },
    halfWidth: halfWidth && (halfWidth[q] as number),
  }));
}
