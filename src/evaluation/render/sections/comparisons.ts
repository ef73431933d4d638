import type { Comparison, EvaluationReport } from '../../report.js';
import type { Interval } from '../charts/interval-strip.js';
import { strip, stripHead, stripScale } from '../charts/interval-strip.js';
import { confidence, formatDifference, formatInterval } from '../format.js';
import { groupBy } from '../group-by.js';
import type { Markup } from '../markup.js';
import { html } from '../markup.js';
import { METRICS } from '../metrics.js';
import { dataTable } from '../table.js';

/** More groups than this are folded away, but for the first ones. */
const OPEN_GROUPS = 4;

/** Reward is what routing is about, so its groups come first; otherwise the report's order stays. */
const rank = ([first]: readonly Comparison[]): number => (first?.metric === 'reward' ? 0 : 1);

/** Paired differences as forest plots: one table per metric, α and baseline. */
export function comparisons({ comparisons: all, data, bootstrap }: EvaluationReport): Markup | null {
  const groups = [
    ...groupBy(all, (c) => JSON.stringify([c.testSet, c.variant, c.metric, c.alpha, c.against])).values(),
  ].sort((a, b) => rank(a) - rank(b));
  if (groups.length === 0) return null;
  const testSets = new Map(data.map(({ testSet, title }) => [testSet, title]));
  const draw = (group: readonly Comparison[]) => forest(group, testSets, confidence(bootstrap));
  const open = groups.slice(0, OPEN_GROUPS).map(draw);
  const folded = groups.slice(OPEN_GROUPS).map(draw);
  return html`
    <p>
      Differences on the same queries. An interval that does not touch zero shows a difference; one that does shows
      none, which is not the same as showing that there is none.
    </p>
    ${open}
    ${
      folded.length > 0
        ? html`<details>
            <summary>${folded.length} more comparisons</summary>
            ${folded}
          </details>`
        : null
    }
  `;
}

function forest(group: readonly Comparison[], testSets: ReadonlyMap<string, string>, level: string): Markup {
  const [{ metric, alpha, against, testSet, variant, higherIsBetter }] = group as [Comparison];
  const { label, format } = METRICS[metric];
  const scaled = group.map(({ difference }) => intervalOf(difference, format === 'percent' ? 100 : 1));
  const scale = stripScale(scaled.flatMap((i) => i ?? []));
  const sorted = group
    .map((comparison, i) => ({ comparison, interval: scaled[i] ?? null }))
    .sort((a, b) => (b.comparison.difference.value - a.comparison.difference.value) * (higherIsBetter ? 1 : -1));
  const where = [testSets.size > 1 ? testSets.get(testSet) : '', variant, alpha === null ? '' : `α = ${alpha}`];
  const caption = `${label}: difference to ${against}${where
    .filter(Boolean)
    .map((w) => `, ${w}`)
    .join('')}${higherIsBetter ? '' : ' (lower is better)'}`;
  return dataTable({
    caption,
    columns: [
      { label: 'router' },
      { label: 'difference', numeric: true },
      { label: `${level} interval`, numeric: true },
      { label: stripHead(scale) },
      { label: 'verdict' },
    ],
    rows: sorted.map(({ comparison: { router, difference, verdict }, interval }) => ({
      head: router,
      cells: [
        formatDifference(difference.value, format),
        formatInterval(difference, format),
        interval && strip(interval, scale, higherIsBetter),
        html`<span class="${verdict === 'better' ? 'up' : verdict === 'worse' ? 'down' : 'muted'}">${verdict}</span>`,
      ],
    })),
  });
}

const intervalOf = ({ value, low, high }: Comparison['difference'], factor: number): Interval | null =>
  low === null || high === null ? null : { value: value * factor, low: low * factor, high: high * factor };
