import { holm } from '../../domain/drift/holm.js';
import { median } from '../../domain/drift/kolmogorov-smirnov.js';
import { chiSquareTail } from '../../domain/drift/tails.js';
import type { LlmId } from '../../domain/ids.js';
import type { Residual } from './residuals.js';
import { varianceOf } from './residuals.js';

/** What a reporter says of one LLM, against what others say of it. */
export interface ReporterCell {
  readonly llm: LlmId;
  readonly isPreference: boolean;
  readonly statements: number;
  /** Mean of y − predicted, of this reporter and as the others would have it, in [−1, 1]. */
  readonly residual: number;
  readonly others: number;
  /** Robust z of the difference. */
  readonly z: number;
}

export const REPORTER_VERDICTS = {
  OUTLIER:
    'Disagrees with the predictions and the other reporters, far more than by chance and by an amount that matters.',
  STEADY: 'Disagrees no more than chance would do, or too little to matter.',
  TOO_FEW: 'Too few statements to say anything.',
} as const;
export type ReporterVerdict = keyof typeof REPORTER_VERDICTS;

export interface ReporterFinding {
  readonly reporter: string;
  readonly statements: number;
  /** Largest share that the reporter has in the weight of all feedback on an LLM, in [0, 1]. */
  readonly influence: number;
  /** Cells with enough statements, the most deviating first. */
  readonly cells: readonly ReporterCell[];
  /** Σ z² over the cells, its p by χ² and by Holm over all reporters; null where there are too few. */
  readonly statistic: number | null;
  readonly pValue: number | null;
  readonly correctedPValue: number | null;
  readonly verdict: ReporterVerdict;
}

/** Corrected p up to which, and |residual − others| from which, a reporter is an outlier. */
export const OUTLIER_LEVEL = 0.01;
export const OUTLIER_EFFECT = 0.15;
/** Least Σ p(1 − p) of a cell: below it the normal distribution does not hold. */
const LEAST_VARIANCE = 5;
/** Least of a cell that says something of the spread of z: a majority with few statements each must count there. */
const LEAST_SPREAD_VARIANCE = 1;
/** What others expect is taken as no surer than this: where all say 0, one who says 1 must not be without variance. */
const EDGE = 0.05;
/** Cells from which on the spread of z can be told from their median. */
const LEAST_CELLS = 8;
/** 1 / Φ⁻¹(0.75): the median of |z| times this is the standard deviation of a normal z. */
const MAD_SCALE = 1.4826;
/** Others from which on their median is taken instead of the mean of all that they said. */
const LEAST_OTHERS = 3;

interface Tested {
  readonly cell: ReporterCell;
  readonly reporter: string;
  /** Σ p'(1 − p') */
  readonly variance: number;
}

/**
 * Reporters whose statements disagree with the predictions otherwise than those of others. A cell holds what one reporter says of one LLM:
 *
 *     z = Σ (y − p − e) / √(Σ p'(1 − p') + n²·var(e)),  p' = p + e
 *
 * where e is the median over the other reporters of their mean residual on that LLM: an LLM that got worse is no outlier of those who say
 * so, and a minority cannot shift the median far. Reporters differ in taste, so z is divided by a robust estimate of its spread where that is above 1. A
 * reporter is tested by Σ z² over the cells (χ²), which sees praise of one LLM and blame of another. By the name, the most suspicious first.
 */
export function reporterFindings(residuals: readonly Residual[]): ReporterFinding[] {
  const groups = groupBy(residuals, ({ llm, isPreference }) => JSON.stringify([llm, isPreference]));
  const raw = [...groups.values()].flatMap(cellsOf);
  const spread =
    raw.length < LEAST_CELLS ? 1 : MAD_SCALE * median(raw.map(({ cell }) => Math.abs(cell.z)).sort(ascending));
  const tested = raw
    .filter(({ variance }) => variance >= LEAST_VARIANCE)
    .map(({ cell, reporter }) => ({ reporter, cell: { ...cell, z: cell.z / Math.max(1, spread) } }));
  const cells = groupBy(tested, ({ reporter }) => reporter);
  const influence = influenceOf(residuals);
  const findings = [...groupBy(residuals, ({ reporter }) => reporter)].map(([reporter, said]) => {
    const own = (cells.get(reporter) ?? []).map(({ cell }) => cell).sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
    const statistic = own.length > 0 ? own.reduce((sum, { z }) => sum + z * z, 0) : null;
    const pValue = statistic === null ? null : chiSquareTail(statistic, own.length);
    return {
      reporter,
      statements: said.length,
      influence: influence.get(reporter) ?? 0,
      cells: own,
      statistic,
      pValue,
    };
  });
  const corrected = holm(findings.flatMap(({ pValue }) => pValue ?? []));
  let next = 0;
  return findings
    .map((finding): ReporterFinding => {
      const p = finding.pValue === null ? null : (corrected[next++] as number);
      return { ...finding, correctedPValue: p, verdict: verdictOf(p, finding.cells) };
    })
    .sort((a, b) => (a.correctedPValue ?? 2) - (b.correctedPValue ?? 2) || (b.statistic ?? 0) - (a.statistic ?? 0));
}

function verdictOf(p: number | null, cells: readonly ReporterCell[]): ReporterVerdict {
  if (p === null) return 'TOO_FEW';
  const effect = Math.max(...cells.map(({ residual, others }) => Math.abs(residual - others)));
  return p <= OUTLIER_LEVEL && effect >= OUTLIER_EFFECT ? 'OUTLIER' : 'STEADY';
}

/** The cells of one LLM. */
function cellsOf(said: readonly Residual[]): Tested[] {
  const sums = [...groupBy(said, ({ reporter }) => reporter)].map(([reporter, own]) => sumsOf(reporter, own));
  const whole = sumsOf('', said);
  const means = sums.map(({ n, residual }) => residual / n).sort(ascending);
  return sums.flatMap((own) => {
    const { expected, variance } = expectedBy(own, whole, means);
    const shifted = own.said.map(({ predicted }) =>
      varianceOf(Math.min(1 - EDGE, Math.max(EDGE, predicted + expected))),
    );
    const total = shifted.reduce((sum, v) => sum + v, 0);
    if (total < LEAST_SPREAD_VARIANCE) return [];
    const residual = own.residual / own.n;
    const z = (own.n * (residual - expected)) / Math.sqrt(total + own.n * own.n * variance);
    const { llm, isPreference } = own.said[0] as Residual;
    const cell = { llm, isPreference, statements: own.n, residual, others: expected, z };
    return [{ reporter: own.reporter, cell, variance: total }];
  });
}

interface Sums {
  readonly reporter: string;
  readonly said: readonly Residual[];
  readonly n: number;
  readonly residual: number;
  readonly variance: number;
}

const sumsOf = (reporter: string, said: readonly Residual[]): Sums => ({
  reporter,
  said,
  n: said.length,
  residual: said.reduce((sum, one) => sum + one.residual, 0),
  variance: said.reduce((sum, { predicted }) => sum + varianceOf(predicted), 0),
});

/** What the other reporters make one expect, with the variance of that; nothing where there are none. `means` of all, ascending. */
function expectedBy(own: Sums, whole: Sums, means: readonly number[]): { expected: number; variance: number } {
  const n = whole.n - own.n;
  if (n === 0) return { expected: 0, variance: 0 };
  const at = means.indexOf(own.residual / own.n);
  const others = means.length - 1;
  const mean = (whole.residual - own.residual) / n;
  const expected = others >= LEAST_OTHERS ? median([...means.slice(0, at), ...means.slice(at + 1)]) : mean;
  return { expected, variance: (whole.variance - own.variance) / n ** 2 };
}

function influenceOf(residuals: readonly Residual[]): Map<string, number> {
  const totals = new Map<LlmId, number>();
  const own = new Map<string, Map<LlmId, number>>();
  for (const { reporter, llm, weight } of residuals) {
    totals.set(llm, (totals.get(llm) ?? 0) + weight);
    const mine = own.get(reporter) ?? new Map<LlmId, number>();
    own.set(reporter, mine.set(llm, (mine.get(llm) ?? 0) + weight));
  }
  const share = ([llm, weight]: readonly [LlmId, number]) => (weight > 0 ? weight / (totals.get(llm) as number) : 0);
  return new Map([...own].map(([reporter, mine]) => [reporter, Math.max(...[...mine].map(share))]));
}

const ascending = (a: number, b: number): number => a - b;

export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const same = groups.get(key);
    if (same) same.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
