import type { EvaluationReport, RouterRow } from '../../report.js';
import { lineChart } from '../charts/line-chart.js';
import { gallery } from '../gallery.js';
import type { Markup } from '../markup.js';
import { html } from '../markup.js';
import { metricEstimate } from './metric-estimate.js';

/** Radius of a bin that holds every pair. */
const LARGEST = 10;

/** Predicted against observed performance in ten bins, a picture per router. */
export function reliability({ routers, data }: EvaluationReport): Markup | null {
  const shown = routers.filter((row) => row.reliability.length > 0);
  if (shown.length === 0) return null;
  const titles = new Map(data.length > 1 ? data.map((d) => [d.testSet, d.title]) : []);
  return html`
    <p>
      On the dashed line, P̂ is what is observed: of the pairs with P̂ near 0.7, the mean score is 0.7. Below it a router
      promises too much. The area of a point is the share of pairs in its bin: small points say little.
    </p>
    ${gallery(shown.map((row, i) => picture(row, i, titles.get(row.testSet))))}
  `;
}

function picture(row: RouterRow, index: number, testSet: string | undefined): Markup {
  const pairs = row.reliability.reduce((sum, bin) => sum + bin.count, 0);
  const ece = row.metrics.ece && `, ECE ${metricEstimate(row.metrics.ece, 'ece')}`;
  const bins = row.reliability.map(
    (b) => `${b.meanPredicted.toFixed(2)} predicted, ${b.meanObserved.toFixed(2)} observed (${b.count} pairs)`,
  );
  return lineChart({
    id: `reliability-${index}`,
    title: [row.router, testSet, row.variant].filter(Boolean).join(', ') + (ece ?? ''),
    description: `Mean prediction and mean observation of each bin: ${bins.join('; ')}.`,
    xLabel: 'predicted performance P̂',
    yLabel: 'observed performance',
    diagonal: [0, 1],
    legend: false,
    small: true,
    series: [
      {
        name: row.router,
        tone: 0,
        points: row.reliability.map((b) => ({
          x: b.meanPredicted,
          y: b.meanObserved,
          radius: Math.max(2, LARGEST * Math.sqrt(b.count / pairs)),
        })),
      },
    ],
  });
}
