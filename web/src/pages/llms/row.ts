import type { CostPerformanceQuery, LlmsQuery } from '../../gql/graphql';
import type { Filters } from '../../state/use-filters';

type Listed = LlmsQuery['llms'][number];
type Point = CostPerformanceQuery['costPerformance']['points'][number];

/** An LLM of the catalogue with what the table and the charts show of it. */
export interface LlmRow extends Listed {
  readonly pools: readonly string[];
  /** Mean P̂ by the default router; null where it does not predict. */
  readonly performance: number | null;
  readonly halfWidth: number | null;
  readonly isEfficient: boolean;
}

export function llmRows({ llms, pools }: LlmsQuery, points: readonly Point[]): LlmRow[] {
  const pointOf = new Map(points.map((point) => [point.llm.id, point]));
  const poolsOf = new Map<string, string[]>();
  for (const pool of pools) {
    for (const { id } of pool.llms) poolsOf.set(id, [...(poolsOf.get(id) ?? []), pool.id]);
  }
  return llms.map((llm) => {
    const point = pointOf.get(llm.id);
    return {
      ...llm,
      pools: poolsOf.get(llm.id) ?? [],
      performance: point?.performance ?? null,
      halfWidth: point?.halfWidth ?? null,
      isEfficient: point?.isEfficient ?? false,
    };
  });
}

/** Those that the developer and the search text of the URL leave; every word must be in the id, name, developer or profile. */
export function filterRows(rows: readonly LlmRow[], { developer, search }: Filters): LlmRow[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (developer !== undefined && row.developer !== developer) return false;
    const text = `${row.id} ${row.name} ${row.developer} ${row.profile}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** LLMs that are compared, as the URL has them. */
export const MOST_COMPARED = 6;
export const comparedOf = ({ compare }: Filters): string[] =>
  [...new Set((compare ?? '').split(',').filter(Boolean))].slice(0, MOST_COMPARED);
