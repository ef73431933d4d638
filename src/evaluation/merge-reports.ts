import type { RouterResult } from './evaluate-router.js';
import type { References } from './references.js';

/** One part of a cross-validation: its results, and how many test queries they stand for. */
export interface FoldReport {
  readonly testQueries: number;
  readonly results: readonly RouterResult[];
  readonly references: References;
}

/**
 * Folds as one report: every figure is the mean over folds, weighted by test queries; total costs add up. A figure that
 * is null in one fold is null. References that a fold lacks (no LLM observed everywhere) are left out.
 */
export function mergeFolds(folds: readonly FoldReport[]): Pick<FoldReport, 'results' | 'references'> {
  const weights = folds.map((fold) => fold.testQueries);
  const lists = <T>(pick: (fold: FoldReport) => readonly T[]): T[] => {
    const first = folds[0] ? pick(folds[0]) : [];
    return first.flatMap((_, i) => {
      const rows = folds.map((fold) => pick(fold)[i]);
      return rows.includes(undefined) ? [] : [mean(rows, weights) as T];
    });
  };
  return {
    results: lists((fold) => fold.results),
    references: {
      bestSingle: lists((fold) => fold.references.bestSingle),
      random: lists((fold) => fold.references.random),
      datasetOracle: lists((fold) => fold.references.datasetOracle),
      oracle: lists((fold) => fold.references.oracle),
    },
  };
}

/** Names that are the same in every fold, or added up rather than averaged. */
const KEPT = new Set(['router', 'alpha', 'seed']);
const SUMMED = new Set(['totalCost']);

function mean(values: readonly unknown[], weights: readonly number[], name = ''): unknown {
  const [first] = values;
  if (KEPT.has(name)) return first;
  if (values.every((v) => typeof v === 'number')) {
    const total = SUMMED.has(name) ? 1 : weights.reduce((sum, w) => sum + w, 0);
    return values.reduce((sum, v, i) => sum + v * (SUMMED.has(name) ? 1 : (weights[i] as number)), 0) / total;
  }
  if (values.some((v) => v === null || typeof v === 'number')) return null;
  // The best single LLM may differ between folds; all of its names are kept.
  if (typeof first === 'string') return [...new Set(values as string[])].join(' | ');
  const records = values as readonly Readonly<Record<string, unknown>>[];
  const names = [...new Set(records.flatMap((r) => Object.keys(r)))];
  const nested = name === 'shares' || name === 'perTask';
  return Object.fromEntries(
    names.map((key) => {
      // A task that a fold has no query of says nothing there; an LLM that was never chosen has the share 0.
      const present = records.flatMap((r, i) => (key in r || name === 'shares' ? [i] : []));
      const column = present.map((i) => records[i]?.[key] ?? (nested ? 0 : null));
      return [
        key,
        mean(
          column,
          present.map((i) => weights[i] as number),
          nested ? '' : key,
        ),
      ];
    }),
  );
}
