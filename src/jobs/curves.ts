import type { Progress } from '../domain/run.js';

/** Figures of one stage of a job over its steps, as they were reported; one column per figure. */
export interface Curve {
  /** For example `train mirt: train`. */
  readonly stage: string;
  /** From 1; a stage that starts again, for another pair of LLMs for example, begins another run. */
  readonly run: number;
  /** What `steps` counts, for example epochs. */
  readonly unit: string;
  /** [points] ascending. */
  readonly steps: readonly number[];
  /** [points] values of each figure; null where it was not reported or not finite. */
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

/** Points of a curve; beyond that every second one goes, so that a long training stays in sight from its first step. */
export const MOST_POINTS = 400;
/** Curves of a job; the oldest go beyond that. */
export const MOST_CURVES = 60;

/** The curves with what a step reported; as they are where it reported no finite figure. Changes nothing in place. */
export function withPoint(curves: readonly Curve[], { stage, done, unit, metrics }: Progress): readonly Curve[] {
  const figures = Object.entries(metrics ?? {}).filter(([, value]) => Number.isFinite(value));
  if (figures.length === 0) return curves;
  const at = curves.findLastIndex((curve) => curve.stage === stage);
  const last = curves[at];
  if (last && done > (last.steps.at(-1) as number)) {
    return curves.with(at, thinned(extended(last, done, new Map(figures))));
  }
  const series = figures.map(([name, value]) => ({ name, values: [value] }));
  return [...curves, { stage, run: (last?.run ?? 0) + 1, unit, steps: [done], series }].slice(-MOST_CURVES);
}

function extended(curve: Curve, step: number, figures: ReadonlyMap<string, number>): Curve {
  const known = new Set(curve.series.map(({ name }) => name));
  const late = [...figures.keys()].filter((name) => !known.has(name));
  const series = [...curve.series, ...late.map((name) => ({ name, values: curve.steps.map(() => null) }))];
  return {
    ...curve,
    steps: [...curve.steps, step],
    series: series.map(({ name, values }) => ({ name, values: [...values, figures.get(name) ?? null] })),
  };
}

function thinned(curve: Curve): Curve {
  if (curve.steps.length <= MOST_POINTS) return curve;
  const last = curve.steps.length - 1;
  const kept = (_: unknown, i: number) => i % 2 === 0 || i === last;
  return {
    ...curve,
    steps: curve.steps.filter(kept),
    series: curve.series.map(({ name, values }) => ({ name, values: values.filter(kept) })),
  };
}
