import type { Curve, CurvePoint, CurveSeries, EvaluationReport } from '../../report.js';
import type { ChartReference, ChartSeries, LineChart } from '../charts/line-chart.js';
import { lineChart } from '../charts/line-chart.js';
import { extent } from '../charts/scale.js';
import { TONES } from '../charts/series-style.js';
import { gallery, smallCharts } from '../gallery.js';
import type { Content, Markup } from '../markup.js';
import { html } from '../markup.js';

/** References that stretch the y axis by more than this are left out of a second, closer picture. */
const SQUEEZED = 1.8;

/** The drawings of the protocol in its order; reliability has a section of its own. */
export function curves({ curves: all, routers }: EvaluationReport): Markup | null {
  const drawnBelow = routers.some((row) => row.reliability.length > 0);
  const shown = all.filter((curve) => !curve.diagonal || !drawnBelow);
  return shown.length === 0 ? null : arranged(shown.map((curve) => oneCurve(curve, areas(routers))));
}

/**
 * Up to six series share one picture. More of them would be a tangle, so then the best six stand out in it, and each series
 * has a small picture of its own before all the others in grey. Reliability curves always cross, so they stand alone.
 */
function oneCurve(curve: Curve, aiq: ReadonlyMap<string, number>): Drawing {
  const own = curve.series.filter((s) => !s.reference);
  const references = curve.series.filter((s) => s.reference).map((s) => referenceOf(curve, s));
  const many = own.length > TONES;
  const chart = (
    id: string,
    title: string,
    series: readonly ChartSeries[],
    marks: readonly ChartReference[],
  ): LineChart => ({
    id: `${curve.id}-${id}`,
    title,
    description: describe(curve, series),
    xLabel: curve.diagonal ? curve.x.label : labelOf(curve.x),
    yLabel: curve.diagonal ? curve.y.label : labelOf(curve.y),
    series,
    references: marks,
    diagonal: curve.diagonal ? [0, 1] : undefined,
  });
  const standOut = bestFirst(own, aiq).slice(0, TONES);
  const toned = own.map((s) => seriesOf(curve, s, standOut.includes(s) ? standOut.indexOf(s) : 'grey'));
  // Grey below, colours above.
  toned.sort((a, b) => Number(b.tone === 'grey') - Number(a.tone === 'grey'));
  const overview = curve.diagonal
    ? []
    : [
        chart('all', many ? `${curve.title}: the best six of ${own.length}` : curve.title, toned, references),
        ...(isSqueezed(toned, references)
          ? [chart('close', `${curve.title}: closer, without references`, toned, [])]
          : []),
      ];
  const panels = own.map((s, i) => {
    const behind = curve.diagonal ? [] : own.filter((o) => o !== s).map((o) => seriesOf(curve, o, 'grey'));
    const bare = behind.map((o) => ({ ...o, points: o.points.map(({ x, y }) => ({ x, y })) }));
    const one = chart(`panel-${i}`, s.name, [...bare, seriesOf(curve, s, 0)], []);
    return lineChart({ ...one, legend: false, small: true });
  });
  const more = curve.diagonal
    ? gallery(panels)
    : many &&
      html`<details>
        <summary>Each of the ${own.length} on its own</summary>
        ${smallCharts(panels)}
      </details>`;
  return { title: curve.title, large: overview.map(lineChart), more };
}

/** What is drawn of one curve: the pictures of everything, and those of each series. */
interface Drawing {
  readonly title: string;
  readonly large: readonly Markup[];
  readonly more: Content;
}

/** Curves of one picture stand beside their neighbours, as in a sweep; the others have a heading and a place of their own. */
function arranged(drawings: readonly Drawing[]): Markup {
  const parts: Content[] = [];
  let row: Markup[] = [];
  const endRow = () => {
    if (row.length > 0) parts.push(html`<div class="charts">${row}</div>`);
    row = [];
  };
  for (const { title, large, more } of drawings) {
    if (large.length === 1 && !more) {
      row.push(...large);
      continue;
    }
    endRow();
    parts.push(html`<h3>${title}</h3>`, large.length > 0 && html`<div class="charts">${large}</div>`, more);
  }
  endRow();
  return html`${parts}`;
}

/** Shares are drawn as percentages, but for reliability, where both axes are probabilities. */
const factorOf = (curve: Curve, axis: Curve['x']): number => (axis.unit === 'share' && !curve.diagonal ? 100 : 1);

function seriesOf(curve: Curve, { name, points }: CurveSeries, tone: ChartSeries['tone']): ChartSeries {
  const [fx, fy] = [factorOf(curve, curve.x), factorOf(curve, curve.y)];
  const scaled = (value: number | null) => (value === null ? null : value * fy);
  return {
    name,
    tone,
    points: points.map((p) => ({ x: p.x * fx, y: p.y * fy, low: scaled(p.low), high: scaled(p.high) })),
  };
}

const labelOf = ({ label, unit }: Curve['x']): string =>
  unit === 'usd' && !label.includes('$')
    ? `${label} ($)`
    : unit === 'share' && !label.includes('%')
      ? `${label} (%)`
      : label;

const referenceOf = (curve: Curve, series: CurveSeries): ChartReference => seriesOf(curve, series, 'grey');

const mean = (points: readonly CurvePoint[]): number =>
  points.reduce((sum, p) => sum + p.y, 0) / Math.max(1, points.length);

/** By the area under the curve where every series has one, else by height: a high curve may be a dear one. */
function bestFirst(all: readonly CurveSeries[], aiq: ReadonlyMap<string, number>): CurveSeries[] {
  const known = all.every((s) => aiq.has(s.name));
  const worth = (s: CurveSeries) => (known ? (aiq.get(s.name) as number) : mean(s.points));
  return [...all].sort((a, b) => worth(b) - worth(a));
}

const areas = (routers: EvaluationReport['routers']): ReadonlyMap<string, number> =>
  new Map(routers.flatMap(({ router, metrics }) => (metrics.aiq ? [[router, metrics.aiq.value] as const] : [])));

function isSqueezed(own: readonly ChartSeries[], references: readonly ChartReference[]): boolean {
  const values = own.flatMap((s) => s.points.flatMap((p) => [p.y, p.low, p.high]));
  const [low, high] = extent(values);
  const [lowest, highest] = extent([low, high, ...references.flatMap((r) => r.points.map((p) => p.y))]);
  return high > low && highest - lowest > SQUEEZED * (high - low);
}

/** The ends of every series in words: what the picture says, for those who cannot see it. */
function describe(curve: Curve, series: readonly ChartSeries[]): string {
  const number = (x: number) => Number(x.toPrecision(4)).toString();
  const ends = series.map(({ name, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    return first && last
      ? `${name}: ${number(first.y)} at ${number(first.x)}${points.length > 1 ? ` to ${number(last.y)} at ${number(last.x)}` : ''}`
      : `${name}: nothing`;
  });
  return `${curve.y.label} over ${curve.x.label}. ${ends.join('; ')}.`;
}
