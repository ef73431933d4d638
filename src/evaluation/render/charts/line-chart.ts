import type { Markup } from '../markup.js';
import { html } from '../markup.js';
import type { Scale } from './scale.js';
import { extent, linearScale, logScale } from './scale.js';
import type { Tone } from './series-style.js';
import { legend, mark, toneClass } from './series-style.js';

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  /** Ends of the 95 % interval of y. */
  readonly low?: number | null | undefined;
  readonly high?: number | null | undefined;
  /** Draws a disc of this size in place of the mark. */
  readonly radius?: number | undefined;
}

export interface ChartSeries {
  readonly name: string;
  readonly tone: Tone;
  readonly points: readonly ChartPoint[];
  /** Points only where they are no path. */
  readonly joined?: boolean;
}

/** A bound or baseline to read the series against: its points by ascending x, joined where there are several. */
export interface ChartReference {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface LineChart {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What the picture shows, for those who cannot see it. */
  readonly description: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly ChartSeries[];
  readonly references?: readonly ChartReference[] | undefined;
  /** Fixed domain of both axes with the line y = x; for reliability. */
  readonly diagonal?: readonly [number, number] | undefined;
  readonly legend?: boolean;
  /** One of many beside each other. */
  readonly small?: boolean;
}

/** Where the axes stand, in units of the picture; text is 12 of them, so a small picture is drawn small, not shrunk. */
interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Aimed at, on each axis. */
  readonly xTicks: number;
  readonly yTicks: number;
}

const LARGE: Frame = { width: 460, height: 320, left: 58, right: 446, top: 14, bottom: 268, xTicks: 5, yTicks: 6 };
const SMALL: Frame = { width: 300, height: 224, left: 50, right: 292, top: 10, bottom: 178, xTicks: 4, yTicks: 4 };

/** Costs that span more than this are drawn on a logarithmic axis. */
const LOG_RATIO = 30;

/** Lines with bands in one frame, its axes and its legend. */
export function lineChart(chart: LineChart): Markup {
  const points = chart.series.flatMap((s) => s.points);
  const references = chart.references ?? [];
  const marks = references.flatMap((r) => r.points);
  const xs = [...points, ...marks].map((p) => p.x);
  const ys = [...points.flatMap((p) => [p.y, p.low, p.high]), ...marks.map((p) => p.y)];
  const frame = chart.small ? SMALL : LARGE;
  const x = horizontal(chart.diagonal ?? extent(xs), frame);
  const y = linearScale(chart.diagonal ?? extent(ys), {
    from: frame.bottom,
    to: frame.top,
    ticks: frame.yTicks,
    nice: true,
  });
  const { id } = chart;
  return html`<figure class="chart">
    <figcaption>${chart.title}</figcaption>
    <svg viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-labelledby="${id}-title ${id}-desc">
      <title id="${id}-title">${chart.title}</title>
      <desc id="${id}-desc">${chart.description}</desc>
      ${axes(chart, frame, x, y)}
      ${
        chart.diagonal
          ? html`<path
              class="reference"
              d="M${at(x, chart.diagonal[0])} ${at(y, chart.diagonal[0])}L${at(x, chart.diagonal[1])} ${at(y, chart.diagonal[1])}"
            />`
          : null
      }
      ${chart.series.map((s) => band(s, x, y))} ${references.map((r) => referenceLine(r, x, y))}
      ${chart.series.map((s) => line(s, x, y))} ${labelled(references, frame, x, y)}
    </svg>
    ${chart.legend === false ? null : legend(chart.series.filter((s) => s.tone !== 'grey'))}
  </figure>`;
}

const at = (scale: Scale, value: number): string => scale.at(value).toFixed(1);

function horizontal([min, max]: readonly [number, number], { left, right, xTicks }: Frame): Scale {
  const inset = { from: left + 10, to: right - 10, ticks: xTicks };
  return min > 0 && max / min > LOG_RATIO ? logScale([min, max], inset) : linearScale([min, max], inset);
}

function axes(chart: LineChart, { left, right, top, bottom, height }: Frame, x: Scale, y: Scale): Markup {
  return html`<g class="axis">
    ${y.ticks.map(
      ({ value, label }) =>
        html`<path class="grid" d="M${left} ${at(y, value)}H${right}" /><text
            x="${left - 6}"
            y="${at(y, value)}"
            dy="0.32em"
            text-anchor="end"
            >${label}</text
          >`,
    )}
    ${x.ticks.map(
      ({ value, label }) =>
        html`<path class="grid" d="M${at(x, value)} ${top}V${bottom}" /><text
            x="${at(x, value)}"
            y="${bottom + 18}"
            text-anchor="middle"
            >${label}</text
          >`,
    )}
    <path class="frame" d="M${left} ${top}V${bottom}H${right}" />
    <text class="label" x="${(left + right) / 2}" y="${height - 8}" text-anchor="middle">${chart.xLabel}</text>
    <text class="label" transform="translate(14 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle"
      >${chart.yLabel}</text
    >
  </g>`;
}

/** Between the ends of the intervals, where every point has one. */
function band({ points, tone, joined = true }: ChartSeries, x: Scale, y: Scale): Markup | null {
  const ends = points.flatMap((p) =>
    typeof p.low === 'number' && typeof p.high === 'number' ? [{ x: p.x, low: p.low, high: p.high }] : [],
  );
  if (ends.length === 0) return null;
  if (!joined || ends.length === 1) {
    const bars = ends.map((p) => `M${at(x, p.x)} ${at(y, p.low)}V${at(y, p.high)}`);
    return html`<path class="whisker ${toneClass(tone)}" d="${bars.join('')}" />`;
  }
  const upper = ends.map((p) => `${at(x, p.x)} ${at(y, p.high)}`);
  const lower = ends.map((p) => `${at(x, p.x)} ${at(y, p.low)}`).reverse();
  return html`<path class="band ${toneClass(tone)}" d="M${[...upper, ...lower].join('L')}Z" />`;
}

function line({ points, tone, name, joined = true }: ChartSeries, x: Scale, y: Scale): Markup {
  const path = points.map((p) => `${at(x, p.x)} ${at(y, p.y)}`).join('L');
  return html`<g class="series ${toneClass(tone)}">
    <title>${name}</title>
    ${joined && points.length > 1 ? html`<path class="line" d="M${path}" />` : null}
    ${tone === 'grey' && joined && points.length > 1 ? null : points.map((p) => pointMark(p, tone, x, y))}
  </g>`;
}

const pointMark = (p: ChartPoint, tone: Tone, x: Scale, y: Scale): Markup =>
  p.radius === undefined
    ? mark(tone, x.at(p.x), y.at(p.y))
    : html`<circle cx="${at(x, p.x)}" cy="${at(y, p.y)}" r="${p.radius.toFixed(1)}" />`;

function referenceLine({ points }: ChartReference, x: Scale, y: Scale): Markup {
  const crosses = points.map((p) => `M${(x.at(p.x) - 4).toFixed(1)} ${at(y, p.y)}h8m-4 -4v8`);
  return html`<path class="reference" d="M${points.map((p) => `${at(x, p.x)} ${at(y, p.y)}`).join('L')}" />
    <path class="cross" d="${crosses.join('')}" />`;
}

const LINE_HEIGHT = 14;
const CHARACTER = 6.4;

/** Names of references at their last point; one that would cover another moves down, or to the left at the edge. */
function labelled(
  references: readonly ChartReference[],
  { width, left: edge, top, bottom }: Frame,
  x: Scale,
  y: Scale,
): Markup[] {
  const taken: { left: number; right: number; y: number }[] = [];
  const ends = references.flatMap(({ name, points }) => {
    const last = points.at(-1);
    return last ? [{ name, x: x.at(last.x), y: y.at(last.y) }] : [];
  });
  return ends
    .sort((a, b) => a.y - b.y)
    .map((end) => {
      const long = end.name.length * CHARACTER;
      const left = end.x + 8 + long > width ? Math.max(edge + 2, end.x - 8 - long) : end.x + 8;
      const box = { left, right: left + long, y: Math.max(top + 10, end.y - 4) };
      const clash = () =>
        taken.find((t) => t.left < box.right && box.left < t.right && Math.abs(t.y - box.y) < LINE_HEIGHT);
      for (let other = clash(); other && box.y < bottom; other = clash()) box.y = other.y + LINE_HEIGHT;
      taken.push(box);
      return html`<text class="reference-name" x="${left.toFixed(1)}" y="${box.y.toFixed(1)}">${end.name}</text>`;
    });
}
