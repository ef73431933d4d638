/** Colours of the page as a canvas needs them: resolved, for the light or the dark scheme that is on. */
export interface Palette {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly track: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly cost: string;
  readonly danger: string;
  /** For categories, in this order; told apart by readers who see few hues as well. */
  readonly series: readonly string[];
  /** For whatever is left over beside categories. */
  readonly rest: string;
  readonly font: string;
}

const SERIES = 10;

/** Reads the palette off the style sheet, where both schemes are defined. */
export function readPalette(): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  // A custom property is kept as it was written; only a real colour property is resolved.
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const palette: Palette = {
    ink: colour('ink'),
    muted: colour('muted'),
    line: colour('line'),
    surface: colour('surface'),
    track: colour('track'),
    accent: colour('accent'),
    accentSoft: colour('accent-soft'),
    cost: colour('cost'),
    danger: colour('danger'),
    series: Array.from({ length: SERIES }, (_, i) => colour(`series-${i + 1}`)),
    rest: colour('series-rest'),
    font: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return palette;
}

/** Colour of the i-th category; beyond the palette they repeat, so put what matters first and gather the rest. */
export const seriesColour = ({ series }: Palette, i: number): string => series[i % series.length] ?? '';
