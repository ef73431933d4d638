import type { EvaluationReport, ResultRow } from '../../report.js';
import { groupBy } from '../group-by.js';
import type { Markup } from '../markup.js';
import { html } from '../markup.js';

/** Results that can stand beside each other: one test set, one variant, one α. */
export interface ResultGroup {
  /** What tells it from the other groups, for example `α = 0.8`. */
  readonly name: string;
  readonly rows: readonly ResultRow[];
}

export function resultGroups({ results, data }: EvaluationReport): ResultGroup[] {
  // Hundreds of rows, one per newcomer and way to choose anchors: their tables say it better.
  const shown = results.filter((r) => r.llm === undefined);
  const groups = groupBy(shown, (r) => JSON.stringify([r.testSet, r.variant, r.alpha]));
  return [...groups.values()].map((rows) => {
    const [{ testSet, variant, alpha }] = rows as [ResultRow, ...ResultRow[]];
    const title = data.length > 1 ? data.find((d) => d.testSet === testSet)?.title : undefined;
    return { name: [title, variant, `α = ${alpha}`].filter(Boolean).join(', '), rows };
  });
}

/** The first group as it is, the others folded away; null for no group. */
export function folded(
  groups: readonly ResultGroup[],
  draw: (group: ResultGroup, caption: string) => Markup,
  caption: string,
): Markup | null {
  const [first, ...rest] = groups;
  if (!first) return null;
  const drawn = (group: ResultGroup) => draw(group, `${caption}, ${group.name}`);
  return html`${drawn(first)}${rest.map(
    (group) =>
      html`<details>
        <summary>${group.name}</summary>
        ${drawn(group)}
      </details>`,
  )}`;
}
