/** One line of a tooltip. */
export interface TooltipLine {
  readonly name: string;
  readonly value: string;
  readonly colour?: string | undefined;
}

/** Content of a tooltip as elements: the library's own text carries inline styles, which the content security policy refuses. */
export function tooltip(title: string, lines: readonly TooltipLine[]): HTMLElement {
  const box = document.createElement('div');
  box.className = 'tooltip';
  const head = document.createElement('strong');
  head.textContent = title;
  box.append(head);
  for (const { name, value, colour } of lines) {
    const line = document.createElement('div');
    const mark = document.createElement('i');
    mark.style.background = colour ?? 'transparent';
    const label = document.createElement('span');
    label.textContent = name;
    const figure = document.createElement('b');
    figure.textContent = value;
    line.append(mark, label, figure);
    box.append(line);
  }
  return box;
}

/** What the library hands to a tooltip's formatter, as far as it is used here. */
export interface TooltipPoint {
  readonly seriesName?: string;
  readonly name: string;
  readonly value: unknown;
  readonly data: unknown;
  readonly color?: unknown;
  readonly seriesIndex?: number;
  readonly dataIndex: number;
  readonly axisValueLabel?: string;
  readonly axisValue?: number | string;
}

/** A formatter for a tooltip that shows all series at one place of the axis, the largest first. */
export const axisTooltip =
  (show: (value: number, point: TooltipPoint) => string, title?: (point: TooltipPoint) => string) =>
  (given: TooltipPoint | readonly TooltipPoint[]): HTMLElement => {
    const points: readonly TooltipPoint[] = Array.isArray(given) ? given : [given as TooltipPoint];
    const lines = points
      .map((point) => ({ point, y: Array.isArray(point.value) ? Number(point.value[1]) : Number(point.value) }))
      .filter(({ y, point }) => Number.isFinite(y) && point.value !== null)
      .sort((a, b) => b.y - a.y)
      .slice(0, 12)
      .map(({ point, y }) => ({
        name: point.seriesName ?? point.name,
        value: show(y, point),
        colour: typeof point.color === 'string' ? point.color : undefined,
      }));
    const [first] = points;
    return tooltip(first ? (title?.(first) ?? first.axisValueLabel ?? first.name) : '', lines);
  };
